/** How names relate to each other: in which order they are, and which are parts of others. Whoever sorts them and looks for them sees no more of them than that. */
export function relationsOf(names: readonly string[]): string {
  const order = names.map((_, index) => index).sort((a, b) => compare(names[a], names[b]));
  const parts = names.flatMap((name, index) => names.flatMap((other, at) => (at !== index && other.includes(name) ? [`${index}<${at}`] : [])));
  return `${order.join(' ')};${parts.join(' ')}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
