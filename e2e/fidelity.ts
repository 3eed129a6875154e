import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { withSection } from '../scripts/page-section';

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
  if (process.env.FIDELITY === 'write') writeSection(name, lines);
  else expect(readFileSync(FILE, 'utf-8')).toBe(documentWith(name, lines));
}

/** Writes a section of docs/fidelity.md. */
export function writeSection(name: string, lines: readonly string[]): void {
  writeFileSync(FILE, documentWith(name, lines));
}

/** The whole document, with this in the place of what the section says. */
function documentWith(name: string, lines: readonly string[]): string {
  return withSection(readFileSync(FILE, 'utf-8'), name, lines.join('\n'));
}
