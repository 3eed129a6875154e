import { fillIn, type NamePattern, namePatternOf } from './name-pattern';
import { type JsonObject } from '../manifest/json';

/** What has to be known of a group to tell whether it is like others. */
export interface Sketch {
  readonly assumed: string;
  /** The objects without their names. @default - they have none that could be left out */
  readonly pattern?: NamePattern;
  /** @default - the pattern has them */
  readonly objects?: readonly JsonObject[];
}

/** In how many groups each namespace is. */
export function countNamespaces(groups: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const group of groups) {
    for (const namespace of new Set(group)) counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  }
  return counts;
}

/** Leaves out the names of groups; of those whose objects differ in names alone, the names are all that it keeps. */
export class Sketcher {
  private readonly texts = new Map<string, string>();
  private last?: string;

  constructor(private readonly isOwnNamespace: (namespace: string) => boolean) {}

  public sketch(objects: readonly JsonObject[], assumed: string): Sketch {
    const pattern = namePatternOf(objects, this.isOwnNamespace);
    return pattern ? { assumed, pattern: { ...pattern, text: this.shared(pattern.text) } } : { assumed, objects };
  }

  /** Thousands of patterns are one text, and long: to compare it with the one before is cheaper than to look it up. */
  private shared(text: string): string {
    if (text === this.last) return this.last;
    const known = this.texts.get(text);
    if (known === undefined) this.texts.set(text, text);
    return this.last = known ?? text;
  }
}

/** A pattern with its names is the text that it was made of. */
export function objectsOf({ pattern, objects }: Sketch): readonly JsonObject[] {
  return objects ?? JSON.parse(fillIn(pattern!.text, pattern!.names)) as JsonObject[];
}
