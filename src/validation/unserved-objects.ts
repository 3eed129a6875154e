import { type Violation } from './rule';
import { type Subject } from './subject';
import { stringAt } from '../manifest/json';
import { type Manifest } from '../manifest/manifest';
import { isServed, type KindName } from '../schema/served-kinds';

/** The objects of kinds that are not known, less those that the bundle itself defines. */
export function unservedObjects({ bundle }: Subject): Manifest[] {
  const unserved = bundle.manifests.filter((manifest) => !isServed(manifest) && !isList(manifest));
  if (unserved.length === 0) return [];
  const defined = bundle.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition').map(({ object }) => {
    return `${stringAt(object, 'spec', 'group')}/${stringAt(object, 'spec', 'names', 'kind')}`;
  });
  return unserved.filter(({ group, kind }) => !defined.includes(`${group}/${kind}`));
}

/** Says what is not there, at the word that is wrong, and what may be meant. */
export function kindViolation(manifest: Manifest, message: string, meant: KindName | undefined): Violation {
  const { apiVersion, kind } = manifest;
  const isVersionWrong = meant !== undefined && meant.apiVersion !== apiVersion;
  const path = [isVersionWrong ? 'apiVersion' : 'kind'];
  return { at: { manifest, path }, message, fix: meant ? `write ${wordsOf(meant, apiVersion, kind)}, if that is what is meant` : NO_IDEA };
}

const NO_IDEA = 'correct apiVersion and kind; \'kubectl api-resources\' lists what a cluster has';

function wordsOf(meant: KindName, apiVersion: string, kind: string): string {
  const wrong = [
    ...meant.apiVersion === apiVersion ? [] : [`apiVersion '${meant.apiVersion}'`],
    ...meant.kind === kind ? [] : [`kind '${meant.kind}'`],
  ];
  return wrong.join(' and ');
}

/** kubectl's own, which no server has; one that holds something was taken apart before. */
function isList({ apiVersion, kind }: Manifest): boolean {
  return apiVersion === 'v1' && kind === 'List';
}
