import { type Analysis } from '../manifest/analyses';
import { type Argument, declaredArguments } from '../manifest/analysis-templates';
import { isObject, type Json, type JsonObject, stringAt, valueAt } from '../manifest/json';
import { type Release } from '../manifest/release';

/** What `{{args.name}}` stands for. */
export interface FilledArguments {
  readonly values: ReadonlyMap<string, string>;
  /** Tags that nothing stands for; filled as metrics are read. */
  readonly missing: string[];
}

/** What stands for the hash of the pods at hand and of the stable ones: real hashes are the cluster's. */
export const CANARY_HASH = 'canary-hash';
export const STABLE_HASH = 'stable-hash';

/** What stands for the hashes of the two versions at hand. */
export interface Hashes {
  readonly latest: string;
  readonly stable: string;
}

const HASHES: Hashes = { latest: CANARY_HASH, stable: STABLE_HASH };

const TAG = /\{\{(.*?)\}\}/gs;

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
  return text.replace(TAG, (whole, tag: string) => {
    const name = tag.trim();
    const value = name.startsWith('args.') ? values.get(name.slice('args.'.length)) : undefined;
    if (value === undefined) missing.push(name);
    return value ?? whole;
  });
}

/** An argument with neither value nor source is empty, and hides the default. */
function givenValue({ value, valueFrom }: Argument, { rollout, namespace }: Release, { latest, stable }: Hashes): string {
  if (value !== undefined) return value;
  const hash = stringAt(valueFrom, 'podTemplateHashValue');
  if (hash !== undefined) return { Latest: latest, Stable: stable }[hash] ?? '';
  const path = stringAt(valueFrom, 'fieldRef', 'fieldPath') ?? '';
  if (path === 'metadata.namespace') return namespace;
  const found = valueAt(rollout.object, ...path.replace(/\['([^']*)'\]/g, (_, key: string) => `.${key.replaceAll('.', '\u0000')}`).split('.').map((key) => key.replaceAll('\u0000', '.')));
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}
