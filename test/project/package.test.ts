import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** What a user gets: the compiled library, what is bundled with it, the assembly that jsii's packages are made of, and the papers. */
const WANTED = new RegExp(`^(${[
  String.raw`\.jsii|LICENSE|README\.md|package\.json`,
  String.raw`lib/.+\.(js|d\.ts)|lib/schemas/.+\.json|lib/vendor/(cel-js|piscina)\.LICENSE`,
  'node_modules/(@lezer|@prometheus-io|commander|re2js|yaml)/.+',
  'bin/smart-canary',
].join('|')})$`);

let packed: string[];

beforeAll(() => {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf-8', stdio: 'pipe' });
  const [{ files }]: { files: { path: string }[] }[] = JSON.parse(output);
  packed = files.map(({ path }) => path);
});

test('the package holds the library, the assembly, the license and the README', () => {
  expect(packed).toEqual(expect.arrayContaining(['lib/src/index.js', 'lib/src/index.d.ts', '.jsii', 'bin/smart-canary', 'LICENSE', 'README.md', 'package.json']));
});

test('the package holds the compiled L1s, which the library loads when it needs them', () => {
  // GIVEN
  const compiled = readdirSync(join(ROOT, 'imports')).map((file) => `lib/imports/${file.replace(/\.ts$/, '.js')}`);

  // THEN
  expect(compiled).not.toHaveLength(0);
  expect(packed).toEqual(expect.arrayContaining(compiled));
});

test('the package holds the schemas, and the CEL engine and the pool of threads with their licenses', () => {
  // GIVEN
  const schemas = readdirSync(join(ROOT, 'schemas')).map((file) => `lib/schemas/${file}`);

  // THEN
  expect(schemas).not.toHaveLength(0);
  expect(packed).toEqual(expect.arrayContaining([...schemas, 'lib/vendor/cel-js.js', 'lib/vendor/cel-js.LICENSE', 'lib/vendor/piscina/main.js', 'lib/vendor/piscina/worker.js', 'lib/vendor/piscina.LICENSE']));
  expect(schemas.reduce((sum, path) => sum + statSync(join(ROOT, path)).size, 0)).toBeLessThan(150_000);
});

test('the compiled library has the schemas that are committed', () => {
  for (const file of readdirSync(join(ROOT, 'schemas'))) {
    expect(readFileSync(join(ROOT, 'lib', 'schemas', file), 'utf-8')).toBe(readFileSync(join(ROOT, 'schemas', file), 'utf-8'));
  }
});

test('the package holds no sources, no examples and nothing that only developers need', () => {
  expect(packed.filter((path) => !WANTED.test(path))).toEqual([]);
});

test('the package holds no source maps, which would double its size', () => {
  // GIVEN
  const scripts = packed.filter((path) => path.startsWith('lib/') && path.endsWith('.js'));

  // WHEN
  const mapped = scripts.filter((path) => readFileSync(join(ROOT, path), 'utf-8').includes('sourceMappingURL='));

  // THEN
  expect(mapped).toEqual([]);
});
