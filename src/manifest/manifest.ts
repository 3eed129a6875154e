import { isObject, type JsonObject, type JsonPath, stringAt } from './json';
import { type Position, type Span } from './source-text';

export interface Comment extends Position {
  /** What follows the `#`, without space around it. */
  readonly text: string;
}

/** Where a manifest was read. */
export interface Origin {
  readonly file: string;
  /** The comments in it; those above the first `---` belong to what follows. */
  readonly comments: readonly Comment[];
  /** Where a value or its key is; where the path leads nowhere, the last thing on it that exists. */
  locate(path: JsonPath, part?: 'key' | 'value'): Span;
}

/** One Kubernetes object as plain data. */
export interface Manifest {
  readonly object: JsonObject;
  readonly apiVersion: string;
  /** API group, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** Missing where the object comes from a program and not from a file. */
  readonly origin?: Origin;
}

/** Makes a manifest of an object that has an apiVersion and a kind. */
export function manifestOf(object: JsonObject, origin?: Origin): Manifest {
  const apiVersion = stringAt(object, 'apiVersion') ?? '';
  return {
    object,
    apiVersion,
    group: groupOf(apiVersion),
    kind: stringAt(object, 'kind') ?? '',
    name: stringAt(object, 'metadata', 'name') ?? '',
    namespace: stringAt(object, 'metadata', 'namespace') || undefined,
    origin,
  };
}

/** What a document lacks to be an object of Kubernetes. */
export function whatIsMissing(object: unknown): string | undefined {
  if (!isObject(object)) return `a document must be an object with 'apiVersion' and 'kind', got ${typeName(object)}`;
  for (const field of ['apiVersion', 'kind']) {
    const value = Object.hasOwn(object, field) ? object[field] : undefined;
    if (typeof value !== 'string') return `'${field}' must be a string, got ${typeName(value)}`;
    if (value === '') return `'${field}' must not be empty, got ''`;
  }
  return undefined;
}

/** The API group in an apiVersion, empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

function typeName(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return { string: 'a string', number: 'a number', boolean: 'a boolean' }[typeof value as 'string'] ?? 'a mapping';
}
