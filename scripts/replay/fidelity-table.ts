import { FOLDERS, recordings } from './recording';
import { replay } from './replay';
import { withSection } from '../page-section';

/** A page with a table of how each recording compares with its simulation. */
export function withReplays(page: string): string {
  return withSection(page, 'controller replay', fidelityTable());
}

function fidelityTable(): string {
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
