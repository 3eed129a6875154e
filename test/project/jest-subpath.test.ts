import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** It packs, compiles and runs a project of its own, in milliseconds. */
const PATIENCE = 240_000;

const CANARY = `
const chart = new Chart(new App(), 'shop', { namespace: 'eu' });
const canary = new SmartCanary(chart, 'canary', {
  service: 'shop',
  protocol: Protocol.HTTP,
  steps: [Step.weight(20), Step.pause(Duration.minutes(5)), Step.weight(100), Step.pause(Duration.minutes(5))],
  thresholds: [Threshold.successRate(0.95)],
});
`;

const IMPORTS = `
import { App, Chart, Duration } from 'cdk8s';
import { Protocol, SmartCanary, Step, Threshold } from 'cdk8s-smart-canary';
`;

const TESTS = `
test('a canary that fails is aborted', () => {
  expect(simulate(canary, Scenario.canaryFails({ errorRate: 0.2 }))).toAbortWithin(Duration.minutes(5));
  expect(simulate(canary, Scenario.healthy())).not.toAbort();
});

test('a canary that fails is promoted', () => {
  expect(simulate(canary, Scenario.canaryFails())).toPromote();
});
`;

/** What a user writes, and whatever else stands around it. */
const FILES: Record<string, string> = {
  'package.json': '{}',
  // As \`cdk8s init\` sets it up: ts-jest checks the types.
  'jest.config.js': 'module.exports = { transform: { "^.+\\\\.tsx?$": ["ts-jest", {}] }, testEnvironment: "node", setupFilesAfterEnv: ["cdk8s-smart-canary/jest"] };',
  'tsconfig.json': JSON.stringify({
    compilerOptions: { target: 'ES2022', module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0', strict: true, skipLibCheck: true, types: ['jest', 'node'] },
  }),
  'tsconfig.node20.json': JSON.stringify({ compilerOptions: { target: 'ES2022', module: 'node20', strict: true, skipLibCheck: true, noEmit: true, types: ['jest', 'node'] }, include: ['*.ts'] }),
  'global.test.ts': `${IMPORTS}import { Scenario, simulate } from 'cdk8s-smart-canary/jest';\n${CANARY}${TESTS}`,
  'imported.test.ts': `import { expect, test } from '@jest/globals';\n${IMPORTS}import { Scenario, simulate } from 'cdk8s-smart-canary/jest-globals';\n${CANARY}${TESTS}`,
};

let folder: string;

/** A project with the packed library, and with the other packages of this one. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smart-canary-jest-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(ROOT, 'node_modules'))) if (!name.startsWith('.')) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  const [{ filename }]: { filename: string }[] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT, encoding: 'utf-8', stdio: 'pipe' }));
  execFileSync('tar', ['-xzf', filename], { cwd: folder });
  renameSync(join(folder, 'package'), join(modules, 'cdk8s-smart-canary'));
}, PATIENCE);

afterAll(() => rmSync(folder, { recursive: true }));

test('a project with the package alone has the matchers, and their types', () => {
  // WHEN
  const { stderr } = spawnSync(process.execPath, [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--ci', '--no-cache'], { cwd: folder, encoding: 'utf-8' });

  // THEN
  expect(stderr).toContain('Tests:       2 failed, 2 passed, 4 total');
  expect(stderr).toContain('Rollout eu/shop must be promoted with canary-fails, got aborted at ');
}, PATIENCE);

test('the types are found by the exports as well', () => {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.node20.json'], { cwd: folder, encoding: 'utf-8' });
  expect([stdout, status]).toEqual(['', 0]);
}, PATIENCE);

test('requiring them outside of a test registers nothing, and simulates all the same', () => {
  const program = 'const { Scenario, simulate } = require("cdk8s-smart-canary/jest"); try { simulate("", Scenario.healthy()) } catch (error) { console.log(error.message) }';
  expect(execFileSync(process.execPath, ['-e', program], { cwd: folder, encoding: 'utf-8' })).toBe("'subject' must have a Rollout, got no object; give what is applied to the cluster, all of it\n");
});
