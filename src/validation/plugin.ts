import { type PlacedAcceptance } from './acceptance';
import { type Finding, type LocatedFinding, Severity, type Verdict } from './finding';
import type * as ValidateObjects from './validate-objects';

/** What the cdk8s CLI gives to a plugin, as far as this one uses it. */
export interface PluginContext {
  readonly manifests: readonly string[];
  readonly report: PluginReport;
  parseManifest(path: string): unknown[];
}

/** Where a plugin says what it has found; anything else than success makes the CLI exit with 2. */
export interface PluginReport {
  addViolation(violation: Violation): void;
  submit(status: 'success' | 'failure', metadata?: { readonly [key: string]: string }): void;
}

interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly { readonly resourceName: string; readonly locations: readonly string[]; readonly manifestPath: string }[];
}

/** What `properties` in cdk8s.yaml may say. */
export interface PluginProperties {
  /** Findings that are intended, each with the reason and, where it is not about all, the object. */
  readonly accept?: PlacedAcceptance[];
  /** Whether there is nothing else in the cluster that these manifests could mean. */
  readonly complete?: boolean;
  /** Namespace of the objects that name none. */
  readonly namespace?: string;
  /** How often Prometheus scrapes the pods, in seconds. */
  readonly scrapeInterval?: number;
}

const PROPERTIES: Record<keyof PluginProperties, (value: unknown) => boolean> = {
  accept: (value) => Array.isArray(value) && value.every(isAcceptance),
  complete: (value) => typeof value === 'boolean',
  namespace: (value) => typeof value === 'string' && value !== '',
  scrapeInterval: (value) => typeof value === 'number' && value > 0,
};

const MEANT: Record<keyof PluginProperties, string> = {
  accept: 'a list of code, reason and, where it is about one object, resource',
  complete: 'true or false',
  namespace: 'a name',
  scrapeInterval: 'a number of seconds',
};

let validateObjects: typeof ValidateObjects | undefined;

/**
 * A plugin for `validations` in cdk8s.yaml: checks everything that `cdk8s synth` has written.
 *
 * It needs no SmartCanary in the app. It is for the CLI, which is a program in JavaScript, and no part of the API in other languages.
 *
 * @jsii ignore
 * @see https://cdk8s.io/docs/latest/cli/synth/
 */
export class SmartCanaryValidation {
  private readonly properties: PluginProperties;

  constructor(properties: PluginProperties = {}) {
    for (const [name, value] of Object.entries(properties)) requireProperty(name, value);
    this.properties = properties;
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  public async validate(context: PluginContext): Promise<void> {
    const { findings, accepted } = this.verdictOn(context);
    for (const same of sameFindings(findings)) context.report.addViolation(violationOf(same));
    const count = (wanted: Severity) => findings.filter(({ severity }) => severity === wanted).length;
    const [errors, warnings, infos] = [Severity.ERROR, Severity.WARNING, Severity.INFO].map(count);
    context.report.submit(errors > 0 ? 'failure' : 'success', { errors: `${errors}`, warnings: `${warnings}`, infos: `${infos}`, accepted: `${accepted.length}` });
  }

  private verdictOn(context: PluginContext): Verdict {
    // A document may be empty.
    const parse = (source: string) => context.parseManifest(source).filter((object) => object !== null && object !== undefined);
    const objects = context.manifests.flatMap((source) => parse(source).map((object) => ({ object, source })));
    const { accept: acceptances, complete, namespace: defaultNamespace, scrapeInterval } = this.properties;
    return load().validateBundles(objects, chartOf(context.manifests), { acceptances, complete, defaultNamespace, scrapeInterval });
  }
}

function requireProperty(name: string, value: unknown): void {
  if (!Object.hasOwn(PROPERTIES, name)) {
    throw new Error(`'properties' of SmartCanaryValidation must be among ${Object.keys(PROPERTIES).join(', ')}, got '${name}'; remove it`);
  }
  const known = name as keyof PluginProperties;
  if (!PROPERTIES[known](value)) throw new Error(`'${name}' of SmartCanaryValidation must be ${MEANT[known]}, got ${JSON.stringify(value)}; correct it in cdk8s.yaml`);
}

function isAcceptance(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { code, reason, resource, ...others } = value as Partial<Record<string, unknown>>;
  return typeof code === 'string' && typeof reason === 'string' && ['string', 'undefined'].includes(typeof resource) && Object.keys(others).length === 0;
}

/** A chart is a file, or where an app has a folder for each chart, a folder. */
function chartOf(manifests: readonly string[]): (path: string) => string {
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);
  return new Set(manifests.map(folderOf)).size > 1 ? folderOf : (path) => path;
}

function sameFindings(findings: readonly LocatedFinding[]): LocatedFinding[][] {
  const groups = new Map<string, LocatedFinding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.code, finding.message, finding.fix]);
    groups.set(key, [...groups.get(key) ?? [], finding]);
  }
  return [...groups.values()];
}

function violationOf(findings: readonly LocatedFinding[]): Violation {
  const [{ code, rule, severity, message, fix }] = findings;
  return {
    ruleName: `${code} ${rule}${severity === Severity.ERROR ? '' : `, ${severity} only`}`,
    recommendation: message,
    fix,
    violatingResources: findings.map((finding) => ({
      // By the name alone the CLI finds the construct, and it may be that of another object of this name.
      resourceName: nameOf(finding),
      locations: [[finding.resource, finding.path].filter((part) => part !== '').join(' ') || 'the whole'],
      manifestPath: finding.file ?? 'cdk8s.yaml',
    })),
  };
}

function nameOf({ resource }: Finding): string {
  return resource.slice(resource.lastIndexOf('/') + 1) || 'none';
}

/** When the CLI validates, and not for every program that requires the library. */
function load(): typeof ValidateObjects {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return validateObjects ??= require('./validate-objects') as typeof ValidateObjects;
}
