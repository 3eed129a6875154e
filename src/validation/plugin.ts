import { type PlacedAcceptance } from './acceptance';
import { Severity, type Verdict } from './finding';
import type * as Properties from './plugin-properties';
import type * as ValidateObjects from './validate-objects';
import type * as Violations from './violations';

/** What the cdk8s CLI gives to a plugin, as far as this one uses it. */
export interface PluginContext {
  readonly manifests: readonly string[];
  readonly report: PluginReport;
  parseManifest(path: string): unknown[];
}

/** Where a plugin says what it has found; anything else than success makes the CLI exit with 2. */
export interface PluginReport {
  addViolation(violation: Violations.Violation): void;
  submit(status: 'success' | 'failure', metadata?: { readonly [key: string]: string }): void;
}

/** What `properties` in cdk8s.yaml may say. */
export interface PluginProperties {
  /** Findings that are intended, each with the reason and, where it is not about all, the object. */
  readonly accept?: PlacedAcceptance[];
  /** Whether there is nothing else in the cluster that these manifests could mean. */
  readonly complete?: boolean;
  /** Namespace of the objects that name none. */
  readonly namespace?: string;
  /** How many requests each service gets in a second, where its guards are proven. */
  readonly requestsPerSecond?: number;
  /** From a pod's creation to its readiness, in seconds or as `90s`. */
  readonly podStartup?: number | string;
  /** From one scrape of Prometheus to the next, in seconds or as `15s`. */
  readonly scrapeInterval?: number | string;
  /** What the services speak, where their ports do not say it. */
  readonly protocol?: 'http' | 'grpc';
}

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
    loadProperties().requireProperties(properties);
    this.properties = properties;
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  public async validate(context: PluginContext): Promise<void> {
    const { findings, accepted } = this.verdictOn(context);
    for (const violation of loadViolations().violationsOf(findings)) context.report.addViolation(violation);
    const count = (wanted: Severity) => findings.filter(({ severity }) => severity === wanted).length;
    const [errors, warnings, infos] = [Severity.ERROR, Severity.WARNING, Severity.INFO].map(count);
    context.report.submit(errors > 0 ? 'failure' : 'success', { errors: `${errors}`, warnings: `${warnings}`, infos: `${infos}`, accepted: `${accepted.length}` });
  }

  private verdictOn(context: PluginContext): Verdict {
    // A document may be empty.
    const parse = (source: string) => context.parseManifest(source).filter((object) => object !== null && object !== undefined);
    const objects = context.manifests.flatMap((source) => parse(source).map((object) => ({ object, source })));
    return load().validateBundles(objects, chartOf(context.manifests), loadProperties().optionsIn(this.properties));
  }
}

/** A chart is a file, or where an app has a folder for each chart, a folder. */
function chartOf(manifests: readonly string[]): (path: string) => string {
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);
  return new Set(manifests.map(folderOf)).size > 1 ? folderOf : (path) => path;
}

/** When the CLI validates, and not for every program that requires the library. */
function load(): typeof ValidateObjects {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return validateObjects ??= require('./validate-objects') as typeof ValidateObjects;
}

function loadViolations(): typeof Violations {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./violations') as typeof Violations;
}

/** When a plugin is made. */
function loadProperties(): typeof Properties {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./plugin-properties') as typeof Properties;
}
