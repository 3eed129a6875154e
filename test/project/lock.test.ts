import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

function readJson(file: string) {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf-8'));
}

test('the lock names no registry, so that it installs from whichever is configured', () => {
  // GIVEN
  const packages: Record<string, { resolved?: string }> = readJson('package-lock.json').packages;

  // WHEN
  const resolved = Object.entries(packages).filter(([, locked]) => locked.resolved !== undefined);

  // THEN
  expect(Object.keys(packages).length).toBeGreaterThan(1);
  expect(resolved.map(([path, locked]) => `${path}: ${locked.resolved}`)).toEqual([]);
});

test('the lock and package.json agree on the name and the version', () => {
  // GIVEN
  const { name, version } = readJson('package.json');
  const lock = readJson('package-lock.json');

  // THEN
  expect({ name: lock.name, version: lock.version }).toEqual({ name, version });
  expect(lock.packages['']).toMatchObject({ name, version });
});

test('the lock holds the binding for every platform, without which `npm ci` fails on all', () => {
  // GIVEN
  const packages: Record<string, { optionalDependencies?: Record<string, string> }> = readJson('package-lock.json').packages;
  const optional = Object.values(packages).flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}));

  // WHEN
  const missing = optional.filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)));

  // THEN
  expect(optional).not.toHaveLength(0);
  expect(missing).toEqual([]);
});
