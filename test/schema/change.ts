import { type JsonObject } from '../../src/schema/json-value';

/** One thing that is done to a manifest, at a path such as `spec.ports[0].name`. */
export interface Change {
  /** Puts `to` there. */
  readonly set?: string;

  /** Takes it away. */
  readonly delete?: string;

  /** Calls the key `to`. */
  readonly rename?: string;

  /** Adds the first item of a list once more. */
  readonly repeat?: string;
  readonly to?: unknown;
}

export function applyChange(manifest: JsonObject, { set, delete: deleted, rename, repeat, to }: Change): void {
  const { parent, key } = locate(manifest, set ?? deleted ?? rename ?? repeat!);
  if (set !== undefined) parent[key] = to;
  if (repeat !== undefined) parent[key].push(structuredClone(parent[key][0]));
  if (rename !== undefined) parent[to as string] = parent[key];
  if (deleted === undefined && rename === undefined) return;
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
function locate(manifest: JsonObject, path: string): { parent: any; key: string } {
  const keys = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  const key = keys.pop()!;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  let parent: any = manifest;
  for (const step of keys) parent = parent[step];
  return { parent, key };
}
