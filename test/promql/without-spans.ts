/** A tree, or a part of it, without the places in the text. */
export function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (key === 'start' || key === 'end' ? [] : [[key, withoutSpans(inner)]])));
}
