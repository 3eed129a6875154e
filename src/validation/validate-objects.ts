import { accept } from './accept';
import { type LocatedFinding, type Verdict } from './finding';
import { RULES } from './registry';
import { duplicateObject } from './rules/duplicate-object';
import { validate, type ValidateOptions } from './validate';
import { Bundle } from '../manifest/bundle';
import { groupBy } from '../manifest/group-by';
import { type JsonObject } from '../manifest/json';
import { type Manifest, manifestOf, whatIsMissing } from '../manifest/manifest';
import { type Problem } from '../manifest/problem';

/** An object of a program, without a text that it stands in. */
export interface ProgramObject {
  readonly object: unknown;
  /** Where the program has it from: the `file` of what is found in it. */
  readonly source: string;
}

export interface ObjectOptions extends Omit<ValidateOptions, 'problems' | 'groupOf'> {
  /** Which part of the program an object is from: of many that differ in names alone, a few are looked at. @default - all are looked at */
  readonly groupOf?: (source: string) => unknown;
  /** Whether somebody else looks for objects of one name. */
  readonly namesAreChecked?: boolean;
}

/** Says what is wrong with objects that are applied together. */
export function validateObjects(objects: readonly ProgramObject[], { namesAreChecked, groupOf, ...options }: ObjectOptions = {}): Verdict {
  const problems = objects.flatMap((each) => problemOf(each) ?? []);
  const rules = namesAreChecked ? RULES.filter((rule) => rule !== duplicateObject) : RULES;
  const manifests = manifestsOf(objects);
  const inGroups = groupOf && { groupOf: ({ origin }: Manifest) => groupOf(origin!.file) };
  const { findings, accepted } = validate(manifests, { ...options, ...inGroups, problems }, rules);
  return {
    findings: findings.map(withoutLine),
    accepted: accepted.map(({ finding, reason }) => ({ finding: withoutLine(finding), reason })),
  };
}

/** Whether objects of different groups would be one to the API server: then the groups are for different clusters. */
export function doGroupsClash(objects: readonly ProgramObject[], groupOf: (source: string) => unknown): boolean {
  return new Bundle(manifestsOf(objects)).duplicates().some((same) => new Set(same.map(({ origin }) => groupOf(origin!.file))).size > 1);
}

/** Says what is wrong with the objects of groups: together, or group by group where they are for different clusters. */
export function validateBundles(objects: readonly ProgramObject[], groupOf: (source: string) => string, options: ObjectOptions = {}): Verdict {
  if (!doGroupsClash(objects, groupOf)) return validateObjects(objects, { groupOf, ...options });
  const { acceptances = [], ...others } = options;
  const verdicts = [...groupBy(objects, ({ source }) => groupOf(source)).values()].map((group) => validateObjects(group, others));
  return accept(verdicts.flatMap(({ findings }) => findings), acceptances);
}

function manifestsOf(objects: readonly ProgramObject[]): Manifest[] {
  return objects.filter(({ object }) => whatIsMissing(object) === undefined).map(({ object, source }) => manifestOf(object as JsonObject, {
    file: source,
    comments: [],
    locate: () => ({ ...startOf(source), length: 0 }),
  }));
}

function problemOf({ object, source }: ProgramObject): Problem | undefined {
  const message = whatIsMissing(object);
  if (message === undefined) return undefined;
  return { ...startOf(source), kind: 'no-object', message, fix: 'give it an apiVersion and a kind' };
}

function startOf(file: string) {
  return { file, line: 1, column: 1 };
}

function withoutLine({ line: _line, column: _column, length: _length, ...finding }: LocatedFinding): LocatedFinding {
  return finding;
}
