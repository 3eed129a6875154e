import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleNames } from '../../scripts/examples';
import { reportOf } from '../../scripts/reports/page';

const PAGES = join(__dirname, '..', '..', 'docs', 'examples');

/** What Mermaid takes for a graph, as far as ours go: no text may have what would end it. */
const TEXT = '"[^"\\[\\]{}|<>]*(?:<br>[^"\\[\\]{}|<>]*)*"';
const GRAPH = new RegExp(`^graph TD\\n  %% [^\\n{}]+\\n  n0\\[${TEXT}\\]\\n(?:  n\\d+ -->\\|[0-9.dhms]+\\| n\\d+\\[${TEXT}\\]\\n)+$`);

function pageOf(name: string): string {
  return readFileSync(join(PAGES, `${name}.md`), 'utf-8');
}

test('each example has a report, and nothing else has', () => {
  expect(readdirSync(PAGES).sort()).toEqual(exampleNames().map((name) => `${name}.md`));
});

test.each(exampleNames())('the report about %s is what the command line says', async (name) => {
  expect(await reportOf(name)).toBe(pageOf(name));
});

test.each(exampleNames())('the report about %s has a text for each release, a tree and a graph', (name) => {
  const page = pageOf(name);
  expect([...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual(['What the proof says', 'A good release', 'A bad release', 'Without data']);
  expect(page.match(/^\$ smart-canary simulate .* --expect (promoted|aborted)$/gm)).toHaveLength(3);
  expect(page).toMatch(/^\$ smart-canary simulate .* --output tree\n(?:note: .*\n)*Name: {12}/m);
  expect([...page.matchAll(/^```mermaid\n([^]*?)^```$/gm)].map(([, graph]) => GRAPH.test(graph))).toEqual([true]);
});

test('fails for an example without a story', async () => {
  await expect(reportOf('08-other')).rejects.toThrow('example \'08-other\' must have a story in scripts/reports/stories.ts, got none; write what it shows');
});
