/** A page with this between the two comments that name a section of it. */
export function withSection(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page must have '${begin}' and then '${end}'`);
  return `${page.slice(0, from)}${begin}\n${text}\n${page.slice(to)}`;
}
