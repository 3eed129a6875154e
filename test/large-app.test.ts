import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, type App as Cdk8sApp, Chart, Duration, JsonPatch } from 'cdk8s';
import { App, type SmartCanary, type SmartCanaryProps, Threshold } from '../src';
import { messageOf, newCanary } from './canary';
import type * as ValidateObjects from '../src/validation/validate-objects';
import { validateObjects } from '../src/validation/validate-objects';

jest.mock('../src/validation/validate-objects', () => {
  const actual = jest.requireActual<typeof ValidateObjects>('../src/validation/validate-objects');
  return { ...actual, validateObjects: jest.fn(actual.validateObjects) };
});

const PATCH = JsonPatch.add('/spec/tomorrow', true);

let outdir: string;

beforeAll(() => { outdir = mkdtempSync(join(tmpdir(), 'large-')); });
afterAll(() => rmSync(outdir, { recursive: true }));

/** With how many objects the validator has been called, each time. */
function calls(): number[] {
  return jest.mocked(validateObjects).mock.calls.map(([objects]) => objects.length);
}

/** 90 charts of a canary each, one of them changed: more objects than are all kept to compare them. */
function newApp(change: (canary: SmartCanary) => void = () => undefined, propsOf: (index: number) => Partial<SmartCanaryProps> = () => ({})): App {
  const app = new App({ outdir });
  for (let index = 0; index < 90; index++) {
    const canary = newCanary({ service: `shop-${index}`, ...propsOf(index) }, new Chart(app, `chart-${index}`, { namespace: `team-${index}` }));
    if (index === 70) change(canary);
  }
  return app;
}

test('an app of many charts is judged by some of its charts, and told everything about all of them', () => {
  const app = newApp();
  app.synthYaml();
  expect(calls()).toEqual([24]);
  const { findings } = app.node.findAll().find((construct) => construct.node.path === 'chart-70/canary') as SmartCanary;
  expect(findings.map(({ code, resource }) => `${code} ${resource}`)).toContain('SC0707 Rollout/team-70/shop-70');
  expect(calls()).toEqual([24, 540]);
});

test.each<[string, (canary: SmartCanary) => void, string]>([
  ['a patched canary', ({ rollout }) => rollout.addJsonPatch(PATCH), '[chart-70/canary] SC0006'],
  ['an object beside a canary', ({ rollout: { chart } }) => { new ApiObject(chart, 'by-hand', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart' }, spec: { ports: [{ port: 80000 }] } }); }, '[chart-70] SC0010'],
  ['an object without a kind', ({ stableService }) => stableService.addJsonPatch(JsonPatch.remove('/kind')), '\'kind\' must be a string, got nothing'],
  [
    'a Rollout whose namespace is patched, and that refers to what is not there',
    ({ rollout }) => rollout.addJsonPatch(JsonPatch.replace('/metadata/namespace', 'team-9'), PATCH),
    '[chart-70/canary] SC0006',
  ],
])('fails for %s among others', (_, change, message) => {
  expect(messageOf(() => newApp(change).synthYaml())).toContain(message);
});

test('an app with objects of one name is for different clusters, and looked at chart by chart', () => {
  newApp(({ rollout: { chart } }) => {
    newCanary({ service: 'shop-9' }, new Chart(chart.node.root as Cdk8sApp, 'again', { namespace: 'team-9' }));
  }).synthYaml();
  expect(calls()).toHaveLength(91);
});

test('an app of different cluster domains is looked at chart by chart', () => {
  newApp(undefined, (index) => ({ clusterDomain: index === 70 ? 'eu.example' : undefined })).synthYaml();
  expect(calls()).toHaveLength(90);
});

test('fails for what an accepted finding does not hide', () => {
  const thresholds = [Threshold.successRate(0.95, { initialDelay: Duration.hours(2) })];
  const accept = [{ code: 'SC0701', reason: 'a person watches' }];
  const blind = (isAccepted: boolean) => newApp(undefined, (index) => ({ thresholds, accept: isAccepted || index !== 70 ? accept : [] }));
  expect(() => blind(true).synthYaml()).not.toThrow();
  expect(messageOf(() => blind(false).synthYaml())).toMatch(/^Validation failed with the following errors:\n {2}\[chart-70\/canary\] SC0701 [^\n]*$/);
});
