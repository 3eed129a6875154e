import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleNames } from './examples';
import { reportOf } from './reports/page';

const PAGES = join(__dirname, '..', 'docs', 'examples');

void main();

/** Writes a report about each example, and removes those of examples that are no more. */
async function main(): Promise<void> {
  mkdirSync(PAGES, { recursive: true });
  const pages = exampleNames().map((name) => [name, `${name}.md`]);
  for (const [name, file] of pages) writeFileSync(join(PAGES, file), await reportOf(name));
  for (const other of readdirSync(PAGES).filter((file) => pages.every(([, kept]) => kept !== file))) rmSync(join(PAGES, other));
}
