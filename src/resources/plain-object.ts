import {
  ApiObject, type ApiObjectMetadataDefinition, type ApiObjectProps, App, ImplicitTokenResolver, type IResolver, type JsonPatch, LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import { type Construct } from 'constructs';

/** A value that is what it will be written as, its keys in the order in which they will be written. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** An object as it will be written; of its metadata only what its chart and its name give. */
export interface PlainManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly labels?: { readonly [key: string]: Plain }; readonly name: string; readonly namespace?: string };
}

/** What cdk8s keeps of an object's metadata. */
interface MetadataState {
  readonly labels: { readonly [key: string]: unknown };
  readonly annotations: object;
  readonly finalizers: readonly unknown[];
  readonly ownerReferences: readonly unknown[];
  readonly _additionalAttributes: object;
}

/** Those five, the name, the namespace and the object. */
const FIELDS_OF_STATE = 8;
/** The name, the namespace and the labels, which are kept twice. */
const USUAL_ATTRIBUTES = 3;

/** What every app has; each leaves plain values as they are. */
const USUAL_RESOLVERS = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/**
 * An API object whose fields are plain: what cdk8s would resolve, filter and sort for each rendering is done once.
 *
 * With patches, with anything added to its metadata, or with resolvers of somebody's own, cdk8s renders it.
 */
export class PlainObject extends ApiObject {
  private isPatched = false;

  constructor(scope: Construct, id: string, private readonly plain: PlainManifest) {
    super(scope, id, plain as ApiObjectProps);
  }

  public addJsonPatch(...operations: JsonPatch[]): void {
    this.isPatched = true;
    super.addJsonPatch(...operations);
  }

  public toJson(): any {
    const plain = this.read();
    return plain ? copyOf(plain as unknown as Plain) : super.toJson();
  }

  /** What it is written as, not to be changed; undefined where cdk8s has to render it. */
  public read(): PlainManifest | undefined {
    const isPlain = !this.isPatched && isAsMade(this.metadata, this.plain.metadata) && App.of(this).resolvers.every(isUsual);
    return isPlain ? this.plain : undefined;
  }
}

/** Renders an object for somebody who does not change what he gets. */
export function readJson(object: ApiObject): unknown {
  // By its rendering, as somebody may have given it one of his own; to cdk8s every API object is an instance of any class of them.
  return (object.toJson === PlainObject.prototype.toJson ? (object as PlainObject).read() : undefined) ?? object.toJson();
}

/** Whether nothing was added; cdk8s itself takes some microseconds to tell, by rendering all of it. A cdk8s that keeps more or other fields is asked. */
function isAsMade(metadata: ApiObjectMetadataDefinition, { labels = {} }: PlainManifest['metadata']): boolean {
  const state = metadata as unknown as MetadataState;
  return Object.keys(metadata).length === FIELDS_OF_STATE
    && state.finalizers?.length === 0 && state.ownerReferences?.length === 0
    && sizeOf(state.annotations) === 0 && sizeOf(state._additionalAttributes) === USUAL_ATTRIBUTES
    && sizeOf(state.labels) === sizeOf(labels) && Object.keys(labels).every((key) => state.labels[key] === labels[key]);
}

function sizeOf(map: object | undefined): number {
  return map === undefined ? -1 : Object.keys(map).length;
}

/** A copy as cdk8s would render it; undefined where something has to be resolved, or is left to cdk8s to refuse. */
export function plainOf(value: unknown): Plain | undefined {
  switch (typeof value) {
    case 'string': case 'number': case 'boolean': return value;
    case 'object': return Array.isArray(value) ? plainList(value) : plainMap(value);
    default: return undefined;
  }
}

function plainList(list: readonly unknown[]): Plain | undefined {
  // Grown by pushing, a list of one item takes the memory of seventeen.
  const items = [...list] as Plain[];
  for (let index = 0; index < items.length; index++) {
    const plain = plainOf(list[index]);
    if (plain === undefined) return undefined;
    items[index] = plain;
  }
  return items;
}

function plainMap(map: object | null): Plain | undefined {
  if (map?.constructor !== Object) return undefined;
  const fields: { [key: string]: Plain } = {};
  for (const key of sortedKeys(map)) {
    const value = (map as Record<string, unknown>)[key];
    if (value === undefined || value === null) continue;
    const plain = plainOf(value);
    if (plain === undefined || key === '__proto__') return undefined;
    fields[key] = plain;
  }
  return fields;
}

/** Most are sorted as they come. */
function sortedKeys(map: object): string[] {
  const keys = Object.keys(map);
  return keys.every((key, index) => index === 0 || keys[index - 1] <= key) ? keys : keys.sort();
}

/** Whoever renders an object may do with it what he likes. */
function copyOf(value: Plain): Plain {
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly Plain[]).map(copyOf);
  const copy: { [key: string]: Plain } = {};
  for (const key in value) copy[key] = copyOf((value as { readonly [key: string]: Plain })[key]);
  return copy;
}

function isUsual(resolver: IResolver): boolean {
  return USUAL_RESOLVERS.some((usual) => resolver instanceof usual);
}
