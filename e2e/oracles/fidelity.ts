import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(__dirname, '..', '..', 'docs', 'fidelity.md');

/** What the page says between a subject's markers, after writing it there where that is asked for. */
export function fidelityBlock(subject: string, counted: string): string {
  const [begin, end] = [`<!-- ${subject}: counted by npm run e2e:differential -->`, `<!-- end of ${subject} -->`];
  const page = readFileSync(PAGE, 'utf-8');
  const [before, rest] = halves(page, `${begin}\n`);
  const [written, after] = halves(rest, `\n${end}`);
  if (process.env.FIDELITY_UPDATE) writeFileSync(PAGE, `${before}${begin}\n${counted}\n${end}${after}`);
  return process.env.FIDELITY_UPDATE ? counted : written;
}

function halves(text: string, marker: string): [string, string] {
  const at = text.indexOf(marker);
  if (at < 0) throw new Error(`docs/fidelity.md must have the line ${marker.trim()}`);
  return [text.slice(0, at), text.slice(at + marker.length)];
}
