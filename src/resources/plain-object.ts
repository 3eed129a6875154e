import { ApiObject, type ApiObjectMetadata, App, ImplicitTokenResolver, type IResolver, type JsonPatch, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import { type Construct } from 'constructs';

/** A value that is what it will be written as, its keys in the order in which they will be written. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** The fields of an object but for its metadata. */
export interface PlainFields {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What every app has; each leaves plain values as they are. */
const USUAL_RESOLVERS = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/**
 * An API object whose fields are plain: what cdk8s would resolve, filter and sort for each rendering is done once.
 *
 * With patches, or with resolvers of somebody's own, cdk8s renders it.
 */
export class PlainObject extends ApiObject {
  private isPatched = false;

  constructor(scope: Construct, id: string, metadata: ApiObjectMetadata, private readonly fields: PlainFields) {
    super(scope, id, { metadata, ...fields });
  }

  public addJsonPatch(...operations: JsonPatch[]): void {
    this.isPatched = true;
    super.addJsonPatch(...operations);
  }

  public toJson(): any {
    if (this.isPatched || !App.of(this).resolvers.every(isUsual)) return super.toJson();
    let metadata: unknown;
    try {
      metadata = this.metadata.toJson();
    } catch {
      // Labels may be lazy, and fail: cdk8s says where.
      return super.toJson();
    }
    const { apiVersion, kind, ...others } = this.fields;
    return { apiVersion, kind, metadata, ...copyOf(others) as object };
  }
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
  const items: Plain[] = [];
  for (const item of list) {
    const plain = plainOf(item);
    if (plain === undefined) return undefined;
    items.push(plain);
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
