import { CANARY_POD_HASH, STABLE_POD_HASH } from './argument-values';
import { type JsonObject, objectAt, stringAt } from '../manifest/json';

/** Objects of one group with their own names left out. */
export interface NamePattern {
  /** The objects as one text, in which a mark stands for each name. */
  readonly text: string;
  /** The names that the marks stand for. */
  readonly names: readonly string[];
}

/** Marks are controls that nobody writes and JSON does not escape; a text with them stays of one byte a character. */
const FIRST_MARK = 0x80;
const LAST_MARK = 0x9f;
const MARK = /[\x80-\x9f]/;

/** What every grammar of names takes alike, that of ports with its hyphens too. */
const PLAIN_NAME = /^(?=.{3,63}$)[a-z](?:-?[a-z0-9])*$/;

/** cdk8s-plus tells the pods of a Deployment by it: it differs from app to app, and from chart to chart. */
const ADDRESS_LABEL = 'cdk8s.io/metadata.addr';

/** Leaves its names out of a group of objects; nothing where it is not one release with names of the usual kind. */
export function namePatternOf(objects: readonly JsonObject[], isOwnNamespace: (namespace: string) => boolean): NamePattern | undefined {
  const names = namesOf(objects, isOwnNamespace);
  const text = JSON.stringify(objects);
  if (!names.every(isPlain) || names.length === 0 || names.length > LAST_MARK - FIRST_MARK || MARK.test(text)) return undefined;
  // The longest first: the others may be parts of it.
  const longest = [...names].sort((a, b) => b.length - a.length);
  return { names, text: longest.reduce((rest, name) => rest.replaceAll(name, markOf(names.indexOf(name))), text) };
}

/** A part of a pattern with the names filled in. */
export function fillIn(part: string, names: readonly string[]): string {
  return names.reduce((filled, name, index) => filled.replaceAll(markOf(index), name), part);
}

export function hasMark(text: string): boolean {
  return MARK.test(text);
}

function markOf(index: number): string {
  return String.fromCharCode(FIRST_MARK + index);
}

function namesOf(objects: readonly JsonObject[], isOwnNamespace: (namespace: string) => boolean): string[] {
  const [rollout, ...others] = objects.filter(({ kind }) => kind === 'Rollout');
  const name = stringAt(rollout, 'metadata', 'name');
  if (name === undefined || others.length > 0) return [];
  const namespace = stringAt(rollout, 'metadata', 'namespace');
  const addresses = objects.flatMap((object) => stringAt(objectAt(object, 'spec', 'template', 'metadata', 'labels'), ADDRESS_LABEL) ?? []);
  return [...new Set([name, ...namespace !== undefined && isOwnNamespace(namespace) ? [namespace] : [], ...addresses])];
}

function isPlain(name: string): boolean {
  // Rules look for what stands for a hash anywhere in a query.
  return PLAIN_NAME.test(name) && !name.includes(CANARY_POD_HASH) && !name.includes(STABLE_POD_HASH);
}
