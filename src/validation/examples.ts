import { fillIn, hasMark } from './name-pattern';
import { areExpressionsIndifferent, areNamesInPlace, namesIn } from './name-places';
import { countNamespaces, objectsOf, type Sketch, Sketcher } from './sketch';
import { USUAL_NAMESPACE } from '../manifest/bundle';
import { groupBy } from '../manifest/group-by';
import { type Json, type JsonObject, stringAt } from '../manifest/json';
import { isOwnName } from '../simulation/proof/likeness';
import { relationsOf } from '../simulation/proof/name-relations';

/** An object of a program, and which part of the program it belongs to. */
export interface GroupedObject {
  readonly object: JsonObject;
  readonly group: unknown;
  /** What else is known about it, and not about others like it. @default - nothing */
  readonly assumed?: string;
}

/** Groups that differ in names alone, and the names that are in all of them. */
interface Alike {
  readonly groups: readonly Sketch[];
  readonly names: readonly string[];
}

/** Fewer are looked at one by one. */
const MANY = 8;
/** What two of a kind do to each other shows with any two of them; one more, for what is said of the last or the first. */
const ANY = 3;

const WORD = /[A-Za-z0-9\x80-\x9f-]+/g;

/** Tells groups of objects that can be left out because others differ from them in names alone. */
export function groupsAlike(objects: readonly GroupedObject[]): ReadonlySet<unknown> {
  const groups = groupBy(objects, ({ group }) => group);
  const namespaces = countNamespaces([...groups.values()].map((items) => items.flatMap(({ object }) => stringAt(object, 'metadata', 'namespace') ?? [])));
  const sketcher = new Sketcher((namespace) => namespaces.get(namespace) === 1);
  const sketches = new Map([...groups].map(([key, items]) => {
    const assumed = items.map((item) => item.assumed ?? '').join(' ');
    return [sketcher.sketch(items.map(({ object }) => object), assumed), key];
  }));
  return new Set([...sketchesAlike([...sketches.keys()])].map((sketch) => sketches.get(sketch)));
}

/**
 * Tells groups that can be left out because others differ from them in names alone.
 *
 * What is not found in those others is not in these either: names stand only where they are compared and checked as names, each with any other of its length,
 * no word with one of theirs in it is in any other group, and the shortest and the longest stay. So does one for each order of the names, and for whatever else is assumed.
 */
export function sketchesAlike(groups: readonly Sketch[]): ReadonlySet<Sketch> {
  const byText = groupBy(groups.filter(({ pattern }) => pattern), ({ pattern }) => pattern!.text);
  const alike = [...byText.values()].flatMap((same) => alikeOf(same) ?? []);
  if (alike.length === 0) return new Set();
  const classed = new Set(alike.flatMap((each) => each.groups));
  const others = groups.filter((group) => !classed.has(group)).map((group) => objectsOf(group) as Json);
  if (!others.every(areExpressionsIndifferent)) return new Set();
  const kept = named(alike, others);
  return new Set(alike.flatMap((each) => {
    const free = each.groups.filter((group) => !kept.has(group));
    const examples = examplesOf({ ...each, groups: free });
    return free.filter((group) => !examples.has(group));
  }));
}

/** Whether some of many groups with one text can be left out at all. */
function alikeOf(groups: readonly Sketch[]): Alike | undefined {
  if (groups.length < MANY) return undefined;
  const objects = read(groups[0].pattern!.text) as readonly Json[] | undefined;
  if (!objects?.every((object) => areNamesInPlace(object)) || !areExpressionsIndifferent(objects)) return undefined;
  return { groups, names: [...new Set(objects.flatMap((object) => namesIn(object)))] };
}

/** A name may have met the letter of an escape. */
function read(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The groups that something else may be about: a word with their name in it is there, too. */
function named(alike: readonly Alike[], others: readonly Json[]): Set<Sketch> {
  const owners = new Map<string, Sketch>();
  const kept = new Set<Sketch>();
  const fixed = others.flatMap((one) => wordsIn(JSON.stringify(one)));
  for (const { groups } of alike) {
    const words = wordsIn(groups[0].pattern!.text);
    fixed.push(...words.filter((word) => !hasMark(word)));
    const open = words.filter(hasMark);
    for (const group of groups) own(group, open.map((word) => fillIn(word, group.pattern!.names)), owners, kept);
  }
  for (const word of fixed) {
    const owner = owners.get(word);
    if (owner) kept.add(owner);
  }
  return kept;
}

/** Who shares a word with another, or has one that its names make twice, is no example of others. */
function own(group: Sketch, words: readonly string[], owners: Map<string, Sketch>, kept: Set<Sketch>): void {
  for (const word of words) {
    const owner = owners.get(word);
    if (owner) kept.add(owner).add(group);
    owners.set(word, group);
  }
}

function wordsIn(text: string): string[] {
  return [...new Set(text.match(WORD))];
}

/** Some, and those with the shortest and the longest names, with each order of the names, and with each assumption. */
function examplesOf({ groups, names }: Alike): Set<Sketch> {
  const examples = new Set(groups.slice(0, ANY));
  const [first] = groups;
  if (!first) return examples;
  const each = first.pattern!.names.map((_, index) => (group: Sketch) => group.pattern!.names[index].length);
  for (const length of [(group: Sketch) => group.pattern!.names.join('').length, ...each]) {
    let [shortest, longest] = [first, first];
    for (const group of groups) {
      if (length(group) < length(shortest)) shortest = group;
      if (length(group) >= length(longest)) longest = group;
    }
    examples.add(shortest).add(longest);
  }
  const orders = new Set<string>();
  for (const group of groups) {
    const called = names.map((name) => fillIn(name, group.pattern!.names));
    const order = `${group.assumed} ${relationsOf([...called, USUAL_NAMESPACE])}`;
    if (!orders.has(order) || called.some(isOwnName)) examples.add(group);
    orders.add(order);
  }
  return examples;
}
