import { sketchesAlike } from './examples';
import { countNamespaces, type Sketch, Sketcher } from './sketch';
import { doGroupsClash, type ProgramObject } from './validate-objects';
import { type JsonObject, stringAt } from '../manifest/json';
import { whatIsMissing } from '../manifest/manifest';

/** Learns of one group of objects after the other which of them are alike, and keeps no more of them than their names. */
export class GroupSketches<K> {
  private readonly sketcher: Sketcher;
  private readonly sketches = new Map<Sketch, K>();
  private readonly namespaces: string[][] = [];
  /** What each object is called. */
  private readonly called: ProgramObject[] = [];
  private hasOthers = false;

  /** Takes the namespaces that each group is thought to have, in order. */
  constructor(private readonly stated: readonly (readonly string[])[]) {
    const counts = countNamespaces(stated);
    this.sketcher = new Sketcher((namespace) => counts.get(namespace) === 1);
  }

  /** Adds the next group, and what else is assumed of it. */
  public add(key: K, objects: readonly unknown[], assumed: string): void {
    if (objects.some((object) => whatIsMissing(object) !== undefined)) this.hasOthers = true;
    if (this.hasOthers) return;
    const known = objects as readonly JsonObject[];
    this.namespaces.push(known.flatMap((object) => stringAt(object, 'metadata', 'namespace') ?? []));
    for (const object of known) this.called.push({ object: nameOnly(object), source: `${this.sketches.size}` });
    this.sketches.set(this.sketcher.sketch(known, assumed), key);
  }

  /** The groups that can be left out: none where objects are for several clusters, or are not what they were thought to be. */
  public alike(): ReadonlySet<K> {
    if (this.hasOthers || !this.isAsStated() || doGroupsClash(this.called, (source) => source)) return new Set();
    return new Set([...sketchesAlike([...this.sketches.keys()])].map((sketch) => this.sketches.get(sketch)!));
  }

  private isAsStated(): boolean {
    const [stated, found] = [this.stated, this.namespaces].map(countNamespaces);
    return stated.size === found.size && [...found].every(([namespace, count]) => stated.get(namespace) === count);
  }
}

function nameOnly({ apiVersion, kind, metadata }: JsonObject): JsonObject {
  const [name, namespace] = ['name', 'namespace'].map((field) => stringAt({ metadata }, 'metadata', field));
  return { apiVersion, kind, metadata: { ...name === undefined ? {} : { name }, ...namespace === undefined ? {} : { namespace } } };
}
