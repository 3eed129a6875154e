import { type Bundle, type Reference } from './bundle';
import { type Json, type JsonPath, listAt, objectAt, stringAt, valueAt } from './json';
import { ARGO } from './kinds';
import { type Manifest } from './manifest';

/** The templates of one analysis, those inside others included. */
export interface TemplateSet {
  /** Each once; those of a namespace first, as the controller concatenates their metrics. */
  readonly templates: readonly Manifest[];
  /** Every place that names a template, in the order of reading. */
  readonly references: readonly Reference[];
}

/** An argument, where it is declared or given. */
export interface Argument {
  readonly name: string;
  readonly manifest: Manifest;
  readonly path: JsonPath;
  readonly value?: string;
  /** The whole `valueFrom`, undefined where there is none. */
  readonly valueFrom?: Json;
}

/**
 * Follows template references, wherever they lead.
 *
 * A namespaced template is looked up where the user of all is, also from inside a ClusterAnalysisTemplate.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/controller.go
 */
export function templatesOf(bundle: Bundle, user: Manifest, paths: readonly JsonPath[]): TemplateSet {
  const namespace = bundle.namespaceOf(user);
  const references: Reference[] = [];
  const seen = new Set<Manifest>();
  // A stack of our own: templates may be nested as deeply as there are templates.
  const stack = referencesAt(bundle, user, paths, namespace).reverse();
  for (let top = stack.pop(); top; top = stack.pop()) {
    references.push(top);
    const template = top.manifest;
    if (!template || seen.has(template)) continue;
    seen.add(template);
    for (const reference of innerTemplates(bundle, template, namespace).reverse()) stack.push(reference);
  }
  const [own, cluster] = ['AnalysisTemplate', 'ClusterAnalysisTemplate'].map((kind) => [...seen].filter((template) => template.kind === kind));
  return { templates: [...own, ...cluster], references };
}

/** The templates that a template names, as something in a namespace uses it. */
export function innerTemplates(bundle: Bundle, template: Manifest, namespace: string): Reference[] {
  return referencesAt(bundle, template, itemPaths(template, ['spec', 'templates']), namespace);
}

/** The place of each item of a list. */
export function itemPaths(manifest: Manifest, path: JsonPath): JsonPath[] {
  return [...listAt(manifest.object, ...path).keys()].map((index) => [...path, index]);
}

function referencesAt(bundle: Bundle, from: Manifest, paths: readonly JsonPath[], namespace: string): Reference[] {
  return paths.map((path) => {
    const kind = valueAt(from.object, ...path, 'clusterScope') === true ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate';
    return bundle.refer(from, path, { group: ARGO, kind, namespace, name: stringAt(from.object, ...path, 'templateName') ?? '' });
  });
}

/** The arguments in a list: declared in a template, or given to an analysis. */
export function argumentsAt(manifest: Manifest, path: JsonPath): Argument[] {
  return listAt(manifest.object, ...path).map((item, index) => ({
    name: stringAt(item, 'name') ?? '',
    manifest,
    path: [...path, index],
    value: stringAt(item, 'value'),
    valueFrom: objectAt(item, 'valueFrom'),
  }));
}

/** The arguments that templates declare. */
export function declaredArguments(templates: readonly Manifest[]): Argument[] {
  return templates.flatMap((template) => argumentsAt(template, ['spec', 'args']));
}
