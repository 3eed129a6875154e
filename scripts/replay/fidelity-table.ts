import { FOLDERS, recordings } from './recording';
import { replay } from './replay';

/** Between these lines docs/fidelity.md is made. */
export const BEGIN = '<!-- controller replay: begin -->';
export const END = '<!-- controller replay: end -->';

/** How each recording compares with its simulation, as a table. */
export function fidelityTable(): string {
  const replays = FOLDERS.flatMap((folder) => recordings(folder).map((recording) => ({ folder, ...replay(recording) })));
  const rows = replays.map(({ folder, name, timeline, events, measurements, largest, differences }) => {
    return `| ${folder}/${name} | ${timeline.outcome} | ${events} | ${measurements} | ${largest.toFixed(2)} | ${differences.length} |`;
  });
  const total = replays.reduce((sum, { events }) => sum + events, 0);
  return [
    `${replays.length} recordings, ${total} events.`,
    '',
    '| recording | outcome | events | measurements among them | largest difference in s | not the same |',
    '| --- | --- | --: | --: | --: | --: |',
    ...rows,
  ].join('\n');
}

/** A page with its table made anew. */
export function withTable(page: string, table: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`the page must have '${BEGIN}' and then '${END}'`);
  return `${page.slice(0, begin + BEGIN.length)}\n${table}\n${page.slice(end)}`;
}
