import { type Argument, declaredArguments, itemPaths } from '../manifest/analysis-templates';
import { isObject, type Json, type JsonPath, valueAt } from '../manifest/json';
import { type Manifest } from '../manifest/manifest';
import { templateTags } from '../manifest/template-tags';

/** A `{{tag}}` in a metric. */
export interface Placeholder {
  readonly tag: string;
  readonly path: JsonPath;
}

/**
 * The arguments of an analysis: those of all its templates, where the first that has a value counts.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/helpers.go
 */
export function argumentsInUse(templates: readonly Manifest[]): Argument[] {
  const byName = new Map<string, Argument>();
  for (const argument of declaredArguments(templates)) {
    if (byName.get(argument.name)?.value === undefined) byName.set(argument.name, argument);
  }
  return [...byName.values()];
}

/** Whether an argument leaves the default as it is. */
export function isDefaultOf(argument: Argument, inUse: Argument | undefined): boolean {
  return argument.value === undefined || inUse?.value === undefined || argument.value === inUse.value;
}

/** What a template wants to have filled in. */
export function placeholdersIn(template: Manifest): Placeholder[] {
  return itemPaths(template, ['spec', 'metrics']).flatMap((path) => stringsBelow(valueAt(template.object, ...path), path)).flatMap(({ text, path }) => {
    return templateTags(text).map(({ tag }) => ({ tag, path }));
  });
}

function stringsBelow(value: Json | undefined, path: JsonPath): { text: string; path: JsonPath }[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (Array.isArray(value)) return value.flatMap((item: Json, index) => stringsBelow(item, [...path, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => stringsBelow(item, [...path, key]));
}
