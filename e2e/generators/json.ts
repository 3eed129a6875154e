/** Plain data, as it lies in a manifest. */
export type Json = null | boolean | number | string | Json[] | { [field: string]: Json };

/** Where a value is: names of fields and indices of lists. */
export type Path = readonly (string | number)[];

/** Paths to a value and to everything in it, outermost first. */
export function pathsIn(value: Json, path: Path = []): Path[] {
  return [path, ...childrenOf(value).flatMap(([key, child]) => pathsIn(child, [...path, key]))];
}

function childrenOf(value: Json): [string | number, Json][] {
  if (Array.isArray(value)) return value.map((child, index) => [index, child]);
  return value !== null && typeof value === 'object' ? Object.entries(value) : [];
}

export function valueAt(root: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (value as Record<string | number, Json> | undefined | null)?.[key], root);
}

/** A copy that has another value at the path; `undefined` takes it out. */
export function withValue(root: Json, path: Path, value: Json | undefined): Json {
  const copy = structuredClone(root);
  const parent = valueAt(copy, path.slice(0, -1));
  const key = path[path.length - 1];
  if (value !== undefined) (parent as Record<string | number, Json>)[key] = value;
  else if (Array.isArray(parent)) parent.splice(key as number, 1);
  else delete (parent as Record<string, Json>)[key];
  return copy;
}

/** The path as people write it: `spec.http[0].match["a.b/c"]`. */
export function renderPath(path: Path): string {
  return path.map((key) => {
    if (typeof key === 'number') return `[${key}]`;
    return /^\w+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  }).join('').replace(/^\./, '');
}
