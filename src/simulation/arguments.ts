import { type Analysis } from '../manifest/analyses';
import { type Argument, declaredArguments } from '../manifest/analysis-templates';
import { sourcedValue } from '../manifest/argument-source';
import { isObject, type Json, type JsonObject, valueAt } from '../manifest/json';
import { type Release } from '../manifest/release';
import { expandTemplate } from '../promql/template';

/** What `{{args.name}}` stands for. */
export interface FilledArguments {
  readonly values: ReadonlyMap<string, string>;
  /** Tags that nothing stands for; filled as metrics are read. */
  readonly missing: string[];
}

/** What stands for the hash of the pods at hand and of the stable ones. */
export const CANARY_HASH = 'canary-hash';
export const STABLE_HASH = 'stable-hash';

/** What stands for the hashes of the two versions at hand. */
export interface Hashes {
  readonly latest: string;
  readonly stable: string;
}

const HASHES: Hashes = { latest: CANARY_HASH, stable: STABLE_HASH };

/**
 * The arguments of a run: what templates declare, and over it what the Rollout gives; names that nobody declares are ignored.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/helpers.go
 */
export function argumentsOf({ templates, args }: Analysis, release: Release, hashes = HASHES): FilledArguments {
  const values = new Map<string, string>();
  const declared = declaredArguments(templates);
  for (const argument of declared) {
    const value = argument.value ?? (valueAt(argument.valueFrom, 'secretKeyRef') === undefined ? undefined : 'secret');
    if (value !== undefined && !values.has(argument.name)) values.set(argument.name, value);
  }
  for (const argument of args) {
    if (declared.some(({ name }) => name === argument.name)) values.set(argument.name, givenValue(argument, release, hashes));
  }
  return { values, missing: [] };
}

/** A metric with its arguments filled in. */
export function fillIn(metric: JsonObject, filled: FilledArguments): JsonObject {
  return Object.fromEntries(Object.entries(metric).map(([key, value]) => [key, fillValue(value, filled)]));
}

function fillValue(value: Json, filled: FilledArguments): Json {
  if (typeof value === 'string') return fillText(value, filled);
  if (Array.isArray(value)) return value.map((item: Json) => fillValue(item, filled));
  return isObject(value) ? fillIn(value, filled) : value;
}

function fillText(text: string, { values, missing }: FilledArguments): string {
  const { text: filled, unresolved } = expandTemplate(text, values);
  for (const { tag } of unresolved) missing.push(tag);
  return filled;
}

/** An argument with neither value nor source is empty, and hides the default. */
function givenValue({ value, valueFrom }: Argument, release: Release, { latest, stable }: Hashes): string {
  return value ?? sourcedValue(release, valueFrom, { canary: latest, stable }) ?? '';
}
