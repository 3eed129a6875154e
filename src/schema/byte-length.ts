/** No character has more bytes than this in UTF-8 for each of its units in JavaScript. */
const MOST_BYTES = 3;

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Whether texts have more bytes than a limit; counting them is slow, and hardly ever needed. */
export function hasMoreBytes(texts: string | string[], limit: number): boolean {
  const all = typeof texts === 'string' ? [texts] : texts;
  const units = all.reduce((sum, text) => sum + text.length, 0);
  if (units * MOST_BYTES <= limit) return false;
  return units > limit || all.reduce((sum, text) => sum + byteLength(text), 0) > limit;
}
