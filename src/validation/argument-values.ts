import { argumentsInUse } from './template-arguments';
import { type Analysis } from '../manifest/analyses';
import { type Argument } from '../manifest/analysis-templates';
import { sourcedValue } from '../manifest/argument-source';
import { stringAt } from '../manifest/json';
import { type Release } from '../manifest/release';

/** Stand for the hashes; of the letters and the length that real ones have. */
export const CANARY_POD_HASH = '7cbd6c9b4f';
export const STABLE_POD_HASH = '54d8f9b7c6';

/** What a release has for sure: other fields may be written by the controller, or by an admission webhook. */
const KNOWN_FIELD = /^(metadata\.(name|namespace|labels|annotations)|spec\.)/;

/** The values of an analysis' arguments, as far as the manifests tell them: those of Secrets, of objects and of namespaces that are not here are left out. */
export function argumentValues(release: Release, { args, templates }: Analysis): ReadonlyMap<string, string> {
  const given = new Map(args.map((argument) => [argument.name, argument]));
  const values = argumentsInUse(templates).flatMap((declared): [string, string][] => {
    const value = valueOf(release, given.get(declared.name) ?? declared);
    return value === undefined ? [] : [[declared.name, value]];
  });
  return new Map(values);
}

function valueOf(release: Release, { value, valueFrom }: Argument): string | undefined {
  if (valueFrom === undefined) return value?.includes('{{') ? undefined : value;
  const path = stringAt(valueFrom, 'fieldRef', 'fieldPath');
  if (path !== undefined && !KNOWN_FIELD.test(path)) return undefined;
  return sourcedValue(release, valueFrom, { canary: CANARY_POD_HASH, stable: STABLE_POD_HASH });
}
