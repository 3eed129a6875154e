import { isObject, type Json, type JsonObject, stringAt, valueAt } from './json';

/** A label or an annotation by its key, in which dots separate nothing. */
const SUBSCRIPT = /^(metadata)\.(labels|annotations)\['(.*)'\]$/s;

const SEPARATORS = /[.[\]]+/;
const INDEX = /^[0-9]+$/;

/**
 * The value that a `fieldPath` leads to, as Argo Rollouts reads it: `metadata.labels['team']`, `spec.steps[0].setWeight`; lists and objects are none.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/factory.go (extractValueFromRollout)
 */
export function fieldAt(object: JsonObject, path: string): string | undefined {
  const [, metadata, field, key] = SUBSCRIPT.exec(path) ?? [];
  if (key !== undefined) return stringAt(object, metadata, field, key);
  const sections = path.split(SEPARATORS).filter((section) => section !== '');
  const value = sections.reduce<Json | undefined>(stepInto, object);
  return typeof value === 'object' || value === undefined ? undefined : String(value);
}

function stepInto(value: Json | undefined, section: string): Json | undefined {
  if (isObject(value)) return valueAt(value, section);
  return INDEX.test(section) ? valueAt(value, Number(section)) : undefined;
}
