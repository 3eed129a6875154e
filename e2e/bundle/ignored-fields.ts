type Json = unknown;
type Path = readonly (string | number)[];

/** One step of an expression: a field, all elements, or those that have a field of a value. */
type Segment = { readonly field: string } | { readonly every: true } | { readonly field: string; readonly value: string; readonly select: true };

/** What the expressions of `controllerFields` are made of; jq knows more, and more is refused. */
const SEGMENT = /^(?:\.([A-Za-z_]\w*)|\.?\["([^"]+)"\]|(\[\])|\s*\|\s*select\(\.(\w+) == "([^"]*)"\)|\s*\|\s*(?=\.))/;

/**
 * The object as a GitOps tool applies it that leaves some fields to the cluster: those have the value that they have there.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#respect-ignore-difference-configs
 */
export function withLiveFields<T>(wanted: T, live: Json, expressions: readonly string[]): T {
  const copy = structuredClone(wanted);
  for (const expression of expressions) {
    const segments = parse(expression);
    const [sources, targets] = [pathsOf(live, segments), pathsOf(copy, segments)];
    targets.forEach((target, index) => {
      const source = sources[index];
      if (source !== undefined) assign(copy, target, read(live, source));
    });
  }
  return copy;
}

function parse(expression: string): Segment[] {
  const segments: Segment[] = [];
  for (let rest = expression; rest !== '';) {
    const match = SEGMENT.exec(rest);
    if (match === null) throw new Error(`'${expression}' must be made of fields, '[]' and 'select(.field == "value")', got '${rest}'`);
    const [text, plain, quoted, every, selected, value] = match;
    if (plain !== undefined || quoted !== undefined) segments.push({ field: plain ?? quoted });
    else if (every !== undefined) segments.push({ every: true });
    else if (selected !== undefined) segments.push({ field: selected, value, select: true });
    rest = rest.slice(text.length);
  }
  return segments;
}

/** Where an expression points to; a field that is missing counts as well, for it may be there in the cluster. */
function pathsOf(root: Json, segments: readonly Segment[]): Path[] {
  return segments.reduce<Path[]>((paths, segment) => paths.flatMap((path) => stepInto(read(root, path), path, segment)), [[]]);
}

function stepInto(value: Json, path: Path, segment: Segment): Path[] {
  if ('every' in segment) return Array.isArray(value) ? value.map((_, index) => [...path, index]) : [];
  if (typeof value !== 'object' || value === null) return [];
  if ('select' in segment) return (value as Record<string, Json>)[segment.field] === segment.value ? [path] : [];
  return [[...path, segment.field]];
}

function read(root: Json, path: Path): Json {
  return path.reduce<Json>((value, key) => (value as Record<string | number, Json> | undefined)?.[key], root);
}

function assign(root: Json, path: Path, value: Json): void {
  const parent = read(root, path.slice(0, -1)) as Record<string | number, Json>;
  const key = path[path.length - 1];
  if (value === undefined) delete parent[key];
  else parent[key] = value;
}
