import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './cli/memory-io';
import { SITUATIONS } from '../src/simulation/situation';

const ROOT = join(__dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf-8');
const PAGES = ['README.md', 'CONTRIBUTING.md', ...pagesBelow('docs')];

function pagesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf-8' }).filter((file) => file.endsWith('.md')).map((file) => join(folder, file));
}

function firstBlock(language: string): string {
  return new RegExp(`^\`\`\`${language}.*\\n([^]*?)^\`\`\`$`, 'm').exec(README)![1];
}

/** A program without what only its layout adds. */
function bare(program: string): string {
  return program.replace(/^\s*\/\/.*$/gm, '').replace(/\s+/g, '').replace(/,([\]})])/g, '$1');
}

test('the README\'s first program is example 01', () => {
  expect(bare(firstBlock('ts'))).toBe(bare(readFileSync(join(ROOT, 'examples/01-three-words/main.ts'), 'utf-8')));
});

test('the README\'s YAML is what that program gives', () => {
  expect(readFileSync(join(ROOT, 'dist/01-three-words/rpc-server.k8s.yaml'), 'utf-8')).toContain(firstBlock('yaml'));
});

test('what the README shows of `smart-canary validate` is what it says', async () => {
  const [, text] = /^```yaml file=shop\.yaml\n([^]*?)^```$/m.exec(README)!;
  const [, shown] = /^```console\n\$ npx smart-canary validate shop\.yaml\n([^]*?)^```$/m.exec(README)!;
  expect(await run(['validate', 'shop.yaml'], { files: { 'shop.yaml': text } })).toEqual({ exitCode: 1, stdout: shown, stderr: '' });
});

test('what the README shows of `smart-canary explain` is in what it says, in that order', async () => {
  const [, shown] = /^```console\n\$ smart-canary explain dist\/02-the-article\n([^]*?)^```$/m.exec(README)!;
  const text = readFileSync(join(ROOT, 'dist/02-the-article/rpc-server.k8s.yaml'), 'utf-8');
  const { stdout } = await run(['explain', 'bundle.yaml'], { files: { 'bundle.yaml': text } });
  const places = shown.split('…\n').filter((part) => part !== '').map((part) => stdout.indexOf(part));
  expect(places).toHaveLength(4);
  expect(places[0]).toBe(0);
  expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
});

test.each([
  ['dist/02-the-article', ['e2e/fixtures/02-the-article/assumed.yaml'], ['--promote-after', '1m']],
  ['dist/03-grpc-service', [], []],
])('what the README shows of `smart-canary simulate %s` is in what it says, in that order', async (folder, others, flags) => {
  const command = ['simulate', folder, ...others, '--scenario', 'canary-fails', ...flags];
  const shown = README.split(`$ smart-canary ${command.join(' ')}\n`)[1].split('```')[0].split('…\n').filter((part) => part !== '');
  const names = [`${folder}/rpc-server.k8s.yaml`, ...others];
  const { stdout } = await run(command, { files: Object.fromEntries(names.map((name) => [name, readFileSync(join(ROOT, name), 'utf-8')])) });
  const places = shown.map((part) => stdout.indexOf(part));
  expect(places).toEqual([0, expect.any(Number)]);
  expect(places[1]).toBeGreaterThan(0);
});

test('what the README shows of `smart-canary simulate --matrix` is in its table, in that order', () => {
  const [, shown] = /^```console\n\$ smart-canary simulate .* --matrix\n([^]*?)^```$/m.exec(README)!;
  const table = readFileSync(join(ROOT, 'test/fixtures/matrix/the-article.txt'), 'utf-8');
  const places = shown.split('…\n').filter((part) => part !== '').map((part) => table.indexOf(part));
  expect(places).toEqual([0, expect.any(Number), expect.any(Number)]);
  expect(places[1]).toBeGreaterThan(0);
  expect(places[2]).toBeGreaterThan(places[1]);
});

test('the scenarios that are documented are those that there are', () => {
  const page = readFileSync(join(ROOT, 'docs/scenarios.md'), 'utf-8');
  const [table] = page.split('| --- | --- | --- |\n')[1].split('\n\n');
  expect([...table.matchAll(/^\| `(.+?)` \|/gm)].map(([, name]) => name)).toEqual([...SITUATIONS]);
  for (const name of SITUATIONS) expect(README).toContain(`\`${name}\``);
});

test('the README lists every example', () => {
  const listed = [...README.matchAll(/^\| \[(.+?)\]\(examples\/(.+?)\/main\.ts\)/gm)].map(([, title, folder]) => [title, folder]);
  expect(listed).toEqual(readdirSync(join(ROOT, 'examples')).sort().map((name) => [name, name]));
});

test.each(PAGES)('every link in %s leads somewhere', (page) => {
  const targets = [...readFileSync(join(ROOT, page), 'utf-8').matchAll(/\]\(([^)#]+?)(#[^)]*)?\)/g)].map(([, target]) => target).filter((target) => !/^https?:/.test(target));
  expect(targets.filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
});

test('the decisions are numbered without a gap', () => {
  const numbers = readdirSync(join(ROOT, 'docs/decisions')).sort().map((file) => file.slice(0, 4));
  expect(numbers).toEqual(numbers.map((_, index) => String(index + 1).padStart(4, '0')));
});
