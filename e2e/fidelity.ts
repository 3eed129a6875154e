import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';

const FILE = join(__dirname, '..', 'docs', 'fidelity.md');

/** What the counts of the document were made with. */
const DEFAULTS = { seed: 20261123, numRuns: 100 };

/**
 * Holds a section of docs/fidelity.md, or writes it with FIDELITY=write.
 *
 * Other seeds and other numbers of examples have other counts, and nothing to say about the document.
 */
export function holdSection(name: string, lines: readonly string[]): void {
  const { seed, numRuns } = fc.readConfigureGlobal() ?? {};
  if (seed !== DEFAULTS.seed || numRuns !== DEFAULTS.numRuns) return;
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const document = existsSync(FILE) ? readFileSync(FILE, 'utf-8') : '';
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/fidelity.md must have '${begin}' and '${end}' with the section between them`);
  const written = `${document.slice(0, from)}${begin}\n${lines.join('\n')}\n${document.slice(to)}`;
  if (process.env.FIDELITY === 'write') writeFileSync(FILE, written);
  else expect(document).toBe(written);
}
