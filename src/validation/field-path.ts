import { isObject, type Json, type JsonPath, valueAt } from '../manifest/json';

/**
 * Reads a path as the API server writes it, by the object that it leads into.
 *
 * Only the object tells whether `labels.app.kubernetes.io/name` is one key or three.
 */
export function parseFieldPath(text: string, object: Json): JsonPath {
  const path: (string | number)[] = [];
  let rest = text;
  while (rest !== '') {
    const [segment, length] = nextSegment(rest, valueAt(object, ...path));
    path.push(segment);
    rest = rest.slice(length).replace(/^\./, '');
  }
  return path;
}

function nextSegment(text: string, value: Json | undefined): [string | number, number] {
  const bracketed = /^\[([^\]]*)\]/.exec(text);
  if (bracketed) {
    const [whole, inside] = bracketed;
    return [Array.isArray(value) && /^\d+$/.test(inside) ? Number(inside) : inside, whole.length];
  }
  const key = longestKey(text, value) ?? /^[^.[]+/.exec(text)?.[0] ?? text;
  return [key, key.length];
}

/** Of the keys that the text begins with, the longest. */
function longestKey(text: string, value: Json | undefined): string | undefined {
  if (!isObject(value)) return undefined;
  const fits = (key: string) => key !== '' && text.startsWith(key) && ['', '.', '['].includes(text.charAt(key.length));
  return Object.keys(value).filter(fits).sort((a, b) => b.length - a.length)[0];
}
