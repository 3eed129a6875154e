import type * as Yaml from 'yaml';
import { AliasBudget } from './alias-budget';
import { type Json } from './json';
import { type Flaw, Unreadable } from './problem';
import { keyText, resolvePlain, resolveTagged, type Scalar, WrongTag } from './yaml-scalar';
import { yamlLibrary } from './yaml-tree';

/** Where a key and its value are, as offsets. */
export interface Place {
  readonly key?: Extent;
  readonly value: Extent;
}

export type Extent = readonly [start: number, end: number];

/** Told where each value inside a list or mapping comes from. */
export type Recorder = (container: object, key: string | number, place: Place) => void;

/** More of them in a document say nothing new. */
const MOST_DUPLICATES = 20;

const MERGE_TAG = 'tag:yaml.org,2002:merge';

type MutableObject = Record<string, Json>;
type Node = Yaml.Node;
type KeyVisitor = (key: string) => void;

/**
 * Makes the value that kubectl reads from a tree of nodes.
 *
 * That is what sigs.k8s.io/yaml makes of go-yaml v2: YAML 1.1 words, later keys win, and a merge overrides the keys above it.
 *
 * @see https://github.com/kubernetes-sigs/yaml/blob/v1.6.0/yaml.go
 */
export class YamlValue {
  public readonly flaws: Flaw[] = [];
  private readonly yaml = yamlLibrary();
  private readonly anchors = new Map<string, Node>();
  private readonly targets = new Map<Yaml.Alias, Node>();
  private readonly budget = new AliasBudget();

  constructor(private readonly record: Recorder, private readonly isJson: boolean) {}

  public read(node: Node | null): Json {
    this.visit(node);
    if (node === null) return null;
    if (this.yaml.isAlias(node)) return this.readAlias(node, (target) => this.read(target));
    if (this.yaml.isMap(node)) {
      const object: MutableObject = {};
      this.fill(object, node, () => undefined);
      return object;
    }
    return this.yaml.isSeq(node) ? this.readList(node) : jsonOf(node as Yaml.Scalar, this.isJson);
  }

  private visit(node: Node | null): void {
    this.budget.spend(extentOf(node)[0]);
    if (this.budget.isOriginal && node && 'anchor' in node && node.anchor) this.anchors.set(node.anchor, node);
  }

  private readAlias<T>(alias: Yaml.Alias, read: (target: Node) => T): T {
    // An anchor may be defined again further down: an alias means the last one above it.
    const target = this.targets.get(alias) ?? this.anchors.get(alias.source);
    if (!target) throw unreadable(alias, `an alias must name an anchor above it, got '*${alias.source}'`, `define &${alias.source} first, or put the value into quotes`);
    this.targets.set(alias, target);
    return this.budget.inside(alias, alias.source, extentOf(alias)[0], () => read(target));
  }

  private readList(node: Yaml.YAMLSeq): Json[] {
    const list: Json[] = [];
    (node.items as Node[]).forEach((item, index) => {
      list.push(this.read(item));
      this.record(list, index, { value: extentOf(item) });
    });
    return list;
  }

  private fill(object: MutableObject, node: Yaml.YAMLMap, onKey: KeyVisitor): void {
    const own = new Set<string>();
    for (const { key, value } of node.items as Yaml.Pair<Node, Node | null>[]) {
      if (this.isMergeKey(key)) {
        this.merge(object, value ?? key, (merged) => {
          if (own.has(merged)) this.reportOverride(merged, key);
          onKey(merged);
        });
        continue;
      }
      const text = this.readKey(key);
      if (own.has(text)) this.reportDuplicate(text, key);
      own.add(text);
      onKey(text);
      define(object, text, this.read(value));
      this.record(object, text, { key: extentOf(key), value: value ? extentOf(value) : afterKey(key) });
    }
  }

  private isMergeKey(key: Node | null): boolean {
    return this.yaml.isScalar(key) && key.source === '<<' && (key.tag === MERGE_TAG || (key.type === 'PLAIN' && !key.tag));
  }

  /** A list is merged from its end, so that what stands first wins. */
  private merge(object: MutableObject, source: Node, onKey: KeyVisitor): void {
    const sources = this.yaml.isSeq(source) ? [...source.items as Node[]].reverse() : [source];
    for (const each of sources) {
      const fill = (map: Node) => {
        this.visit(map);
        if (!this.yaml.isMap(map)) throw unreadable(each, 'a merge (<<) must have a mapping or a list of mappings', 'refer to a mapping with an alias such as *defaults');
        this.fill(object, map, onKey);
      };
      if (this.yaml.isAlias(each)) this.readAlias(each, fill);
      else fill(each);
    }
  }

  private readKey(key: Node | null): string {
    this.visit(key);
    if (this.yaml.isAlias(key)) return this.readAlias(key, (target) => this.readKey(target));
    if (key !== null && !this.yaml.isScalar(key)) throw unreadable(key, 'a key must be a word, got a list or a mapping', 'put it into quotes');
    const text = keyText(key === null ? null : scalarOf(key, this.isJson));
    if (text === undefined) throw unreadable(key, `a key must be a word that JSON can hold, got '${key?.source ?? ''}'`, 'put it into quotes');
    return text;
  }

  private reportDuplicate(key: string, node: Node): void {
    this.report({
      kind: 'duplicate-key',
      offset: extentOf(node)[0],
      message: `a key must be there once in a mapping, got '${key}' again`,
      fix: 'remove one of them: kubectl takes the last without a word',
    });
  }

  private reportOverride(key: string, merge: Node): void {
    this.report({
      kind: 'duplicate-key',
      offset: extentOf(merge)[0],
      message: `a merge (<<) must not hold keys that stand above it, got '${key}'`,
      fix: 'put the merge first in the mapping: kubectl lets it override what stands above',
    });
  }

  private report(flaw: Flaw): void {
    // What an alias repeats would be said again, at the same place.
    if (this.budget.isOriginal && this.flaws.length < MOST_DUPLICATES) this.flaws.push(flaw);
  }
}

export function extentOf(node: Node | null): Extent {
  return node?.range ? [node.range[0], node.range[1]] : [0, 0];
}

function afterKey(key: Node): Extent {
  const [, end] = extentOf(key);
  return [end, end];
}

/** A key such as `__proto__` must become a key, and not the prototype. */
function define(object: MutableObject, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
  else object[key] = value;
}

function jsonOf(node: Yaml.Scalar, isJson: boolean): Json {
  const value = scalarOf(node, isJson);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'number') return value;
  // Adding 0 makes -0 a plain 0, which is what JSON makes of it.
  if (Number.isFinite(value)) return value + 0;
  throw unreadable(node, `a number must be finite, got ${node.source}`, 'Kubernetes keeps objects as JSON, which has no such number: write another, or put it into quotes');
}

function scalarOf(node: Yaml.Scalar, isJson: boolean): Scalar {
  const text = node.source ?? '';
  if (!node.tag && node.type !== 'PLAIN') return text;
  // JSON knows no word or number in another form; but YAML reads a number that is too large as a string.
  if (!node.tag) return isJson && /^[-0-9]/.test(text) ? Number(text) : resolvePlain(text);
  try {
    return resolveTagged(node.tag, text);
  } catch (error) {
    if (error instanceof WrongTag) throw unreadable(node, error.message, 'remove the tag, or write a value that fits it');
    throw error;
  }
}

function unreadable(node: Node | null, message: string, fix: string): Unreadable {
  return new Unreadable({ kind: 'syntax', offset: extentOf(node)[0], message, fix });
}
