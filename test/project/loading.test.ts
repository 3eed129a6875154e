import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/**
 * Prints which compiled files of ours are loaded, after `require`, after a canary is made, and after a synthesis.
 *
 * It runs in a process of its own: Jest has its own `require`, and takes the package from its sources.
 */
const PROGRAM = `
  const { relative } = require('node:path');
  const loaded = () => Object.keys(require.cache).map((file) => relative(process.cwd(), file)).filter((file) => /^(lib|node_modules.(@lezer|@prometheus-io|commander|re2js|yaml))/.test(file));
  const { App, Chart, Duration, Testing } = require('cdk8s');

  const { SmartCanary, Step } = require('cdk8s-smart-canary');
  const required = loaded();

  const chart = new Chart(new App(), 'chart');
  const steps = [Step.weight(50), Step.pause(Duration.minutes(5)), Step.weight(100), Step.pause(Duration.minutes(5))];
  new SmartCanary(chart, 'canary', { service: 'shop', steps, thresholds: [] }).findings;
  const made = loaded();
  const kinds = Testing.synth(chart).map(({ kind }) => kind);
  console.log(JSON.stringify({ required, made, synthesized: loaded(), kinds }));
`;

let required: string[];
let made: string[];
let synthesized: string[];
let kinds: string[];

beforeAll(() => {
  ({ required, made, synthesized, kinds } = JSON.parse(execFileSync(process.execPath, ['-e', PROGRAM], { cwd: ROOT, encoding: 'utf-8' })));
});

function l1sIn(files: string[]): string[] {
  return files.filter((file) => file.startsWith(join('lib', 'imports'))).sort();
}

test('requiring the package loads none of the L1s', () => {
  expect(required).toContain(join('lib', 'src', 'index.js'));
  expect(l1sIn(required)).toEqual([]);
});

test('requiring the package does not load what an App needs for its synth', () => {
  expect(required).toContain(join('lib', 'src', 'app.js'));
  expect(required.filter((file) => /synthesis|output-|yaml-|dependenc/.test(file))).toEqual([]);
});

test('requiring the package loads nothing that is bundled with it', () => {
  expect(required.filter((file) => !file.startsWith('lib'))).toEqual([]);
});

function validatorIn(files: string[]): string[] {
  return files.filter((file) => /^lib.(schemas|vendor|src.(cli|condition|manifest|report|schema|validation))/.test(file)).sort();
}

test('making a canary and asking it for its findings load nothing of the validator but what a finding is, how one is accepted, and who calls it', () => {
  expect(validatorIn(made)).toEqual(['accept.js', 'acceptance.js', 'finding.js', 'plugin.js'].map((file) => join('lib', 'src', 'validation', file)));
});

test('a synth loads the validator, with the schemas of the groups that there are and without the reader of YAML', () => {
  expect(synthesized).toContain(join('lib', 'src', 'validation', 'validate.js'));
  const schemas = synthesized.filter((file) => file.startsWith(join('lib', 'schemas'))).sort();
  expect(schemas).toEqual(['argoproj.io.json', 'kubernetes.json', 'networking.istio.io.json'].map((file) => join('lib', 'schemas', file)));
  expect(synthesized.filter((file) => file.startsWith(join('lib', 'src', 'cli')) || /^node_modules.(yaml|commander)/.test(file))).toEqual([]);
});

test('a canary without thresholds loads the L1s of Argo Rollouts and of Istio routing, and not those of telemetry', () => {
  expect(kinds).toEqual(expect.arrayContaining(['Rollout', 'VirtualService']));
  expect(l1sIn(synthesized)).toEqual([join('lib', 'imports', 'argoproj.io.js'), join('lib', 'imports', 'networking.istio.io.js')]);
});

test('the reader of manifests loads its parser when something is read', () => {
  // GIVEN
  const program = `
    const parsers = () => Object.keys(require.cache).filter((file) => /node_modules.yaml/.test(file)).length;
    const { readManifests } = require('./lib/src/manifest/read-manifests.js');
    const before = parsers();
    readManifests('kind: Pod', 'pod.yaml');
    console.log(JSON.stringify({ before, after: parsers() }));
  `;

  // WHEN
  const { before, after } = JSON.parse(execFileSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf-8' }));

  // THEN
  expect(before).toBe(0);
  expect(after).toBeGreaterThan(0);
});
