import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minVersion, satisfies } from 'semver';

const ROOT = join(__dirname, '..', '..');
const LOWEST = '20.16.0';

/** What is only read when it is bundled: the bundle is compiled for the lowest Node. */
const BUNDLED = ['node_modules/@marcbachmann/cel-js'];

interface LockedPackage {
  readonly version?: string;
  readonly engines?: { readonly node?: string };
}

function readJson(file: string) {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf-8'));
}

test(`every package in the lock, for whatever platform, admits Node ${LOWEST}`, () => {
  // GIVEN
  const packages: Record<string, LockedPackage> = readJson('package-lock.json').packages;
  const stating = Object.entries(packages).filter(([, { engines }]) => engines?.node !== undefined);

  // WHEN
  const refusing = stating.filter(([path, { engines }]) => !BUNDLED.includes(path) && !satisfies(LOWEST, engines!.node!));

  // THEN
  expect(stating).not.toHaveLength(0);
  expect(refusing.map(([path, { version, engines }]) => `${path}@${version} wants Node ${engines!.node}`)).toEqual([]);
});

test(`the package itself promises to run on Node ${LOWEST} and on nothing older`, () => {
  // GIVEN
  const range: string = readJson('package.json').engines.node;

  // THEN
  expect(minVersion(range)?.version).toBe(LOWEST);
});

test.each(BUNDLED)('%s is bundled for the lowest Node, and no dependency of a user', (path) => {
  // GIVEN
  const { dependencies, bundledDependencies } = readJson('package.json');
  const name = path.replace('node_modules/', '');

  // THEN
  expect({ ...dependencies, ...Object.fromEntries(bundledDependencies.map((one: string) => [one, true])) }).not.toHaveProperty([name]);
  expect(readFileSync(join(ROOT, 'scripts', 'bundle.ts'), 'utf-8')).toContain(`target: 'node${LOWEST.replace(/\.0$/, '')}'`);
  expect(readFileSync(join(ROOT, 'scripts', 'bundle.ts'), 'utf-8')).toContain(`bundle('${name}'`);
});
