/** Orders texts as Go does, by their bytes in UTF-8; JavaScript compares UTF-16 units, which differs beyond the basic plane. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return rankOf(a) - rankOf(b);
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above all others. */
function rankOf(unit: number): number {
  if (unit < 0xD800) return unit;
  return unit >= 0xE000 ? unit - 0x800 : unit + 0x2000;
}
