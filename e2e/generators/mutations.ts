import * as fc from 'fast-check';
import { type Json, pathsIn, renderPath } from './json';
import { OPERATORS } from './operators';
import { type KubeObject } from '../oracles/kube-object';

/** A bundle in which one thing is not as it was. */
export interface Mutation {
  readonly operator: string;
  /** What it was done to, as `Rollout/shop`. */
  readonly resource: string;
  readonly path: string;
  /** All of it in one line. */
  readonly description: string;
  readonly objects: () => KubeObject[];
}

/** Every mutation of a bundle, always in the same order: one change to one object, or one object that is not there. */
export function mutationsOf(bundle: readonly KubeObject[]): Mutation[] {
  return bundle.flatMap((object, index) => [without(bundle, index), ...mutationsAt(bundle, index, object)]);
}

/** Any mutation of a bundle; a failure is shown by the description. */
export function mutationOf(bundle: readonly KubeObject[]): fc.Arbitrary<Mutation> {
  return fc.constantFrom(...mutationsOf(bundle).map((mutation) => ({ ...mutation, [fc.toStringMethod]: () => mutation.description })));
}

function without(bundle: readonly KubeObject[], index: number): Mutation {
  const resource = nameOf(bundle[index]);
  return { operator: 'leave out', resource, path: '', description: `${resource}: left out`, objects: () => bundle.filter((_, other) => other !== index) };
}

function mutationsAt(bundle: readonly KubeObject[], index: number, object: KubeObject): Mutation[] {
  const root = object as Json;
  const resource = nameOf(object);
  return pathsIn(root).flatMap((path) => OPERATORS.flatMap(({ name, changes }) => changes(root, path).map(({ says, spoil }) => ({
    operator: name,
    resource,
    path: renderPath(path),
    description: `${resource}: ${renderPath(path) || 'the object'} ${says}`,
    objects: () => bundle.map((other, at) => at === index ? spoil() as KubeObject : other),
  }))));
}

function nameOf({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata?.name}`;
}
