import { accept } from './accept';
import { acceptancesIn, type PlacedAcceptance } from './acceptance';
import { groupsAlike } from './examples';
import { type LocatedFinding, Severity, type Verdict } from './finding';
import { inOrder } from './order';
import { RULES } from './registry';
import { type Place, type Rule, type Violation } from './rule';
import { RULE_FAILED } from './rule-failed';
import { Subject, type Surroundings } from './subject';
import { Bundle, type BundleOptions } from '../manifest/bundle';
import { formatPath } from '../manifest/json';
import { type Manifest } from '../manifest/manifest';
import { type Problem } from '../manifest/problem';

/** What is known besides the manifests. */
export interface ValidateOptions extends BundleOptions, Surroundings {
  /** What was wrong with the files that the manifests were read from. */
  readonly problems?: readonly Problem[];
  /** Findings that are intended, besides those that comments accept. */
  readonly acceptances?: readonly PlacedAcceptance[];
  /** Which part of a program a manifest is from: of many that differ in names alone, a few are looked at first. @default - all are looked at */
  readonly groupOf?: (manifest: Manifest) => unknown;
  /** Whether errors alone are asked for. @default false */
  readonly errorsOnly?: boolean;
}

/** Says what is wrong with manifests, in an order that does not depend on theirs. */
export function validate(manifests: readonly Manifest[], options: ValidateOptions = {}, rules: readonly Rule[] = RULES): Verdict {
  const { problems = [], groupOf, errorsOnly } = options;
  const subject = new Subject(new Bundle(manifests, options), problems, options);
  const examples = groupOf && examplesIn(subject, groupOf);
  const first = examples && new Subject(new Bundle(examples, options), problems, options);
  const asked = errorsOnly ? rules.filter(({ severity }) => severity === Severity.ERROR) : rules;
  const findings = asked.flatMap((rule) => first && isClean(rule, first) ? [] : findingsOf(rule, subject));
  const acceptances = [...acceptancesIn(manifests, (manifest) => subject.nameOf(manifest)), ...options.acceptances ?? []];
  const verdict = accept(withoutRepetitions(findings), acceptances);
  return { findings: inOrder(verdict.findings), accepted: verdict.accepted };
}

/** Some of the manifests: a rule that finds nothing in these would find nothing in all. */
function examplesIn(subject: Subject, groupOf: (manifest: Manifest) => unknown): readonly Manifest[] | undefined {
  const { manifests } = subject.bundle;
  const groups = new Map(manifests.map((manifest) => [manifest, groupOf(manifest)]));
  const grouped = manifests.map((manifest) => ({ object: manifest.object, group: groups.get(manifest), assumed: assumedText(manifest, subject) }));
  const alike = groupsAlike(grouped);
  return alike.size === 0 ? undefined : manifests.filter((manifest) => !alike.has(groups.get(manifest)));
}

/** What is assumed of a Rollout may differ where its objects do not. */
function assumedText(manifest: Manifest, subject: Subject): string {
  return manifest.kind === 'Rollout' ? JSON.stringify(subject.assumedOf(manifest)) : '';
}

function isClean(rule: Rule, examples: Subject): boolean {
  return findingsOf(rule, examples).length === 0;
}

/** One rule that fails must not hide what the others find. */
function findingsOf(rule: Rule, subject: Subject): LocatedFinding[] {
  try {
    return rule.check(subject).map((violation) => findingOf(rule, violation, subject));
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    return [{
      code: RULE_FAILED.code,
      rule: RULE_FAILED.name,
      severity: RULE_FAILED.severity,
      resource: '',
      path: '',
      message: `the rule ${rule.name} failed: ${reason}`,
      fix: 'report it, with the manifests if you can: the mistake is in smart-canary',
    }];
  }
}

function findingOf({ code, name, severity }: Rule, { at, message, fix, evidence }: Violation, subject: Subject): LocatedFinding {
  return { code, rule: name, severity, ...placeOf(at, subject), message, fix, ...evidence ? { evidence: [...evidence] } : {} };
}

function placeOf(at: Place, subject: Subject): Pick<LocatedFinding, 'resource' | 'path' | 'file' | 'line' | 'column' | 'length'> {
  if (!at.manifest) return { resource: '', path: '', file: at.file, line: at.line, column: at.column };
  const { manifest, path, part } = at;
  return { resource: subject.nameOf(manifest), path: formatPath(path), ...manifest.origin?.locate(path, part) };
}

/** Several analyses may use one template, and find the same in it. */
function withoutRepetitions(findings: readonly LocatedFinding[]): LocatedFinding[] {
  const said = new Set<string>();
  return findings.filter(({ code, resource, path, message, file, line, column }) => {
    const text = JSON.stringify([code, resource, path, message, file, line, column]);
    return !said.has(text) && said.add(text);
  });
}
