import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { Bundle } from '../../src/manifest/bundle';
import { readManifests } from '../../src/manifest/read-manifests';
import { type Release, releasesOf } from '../../src/manifest/release';
import { simulateLoop } from '../../src/simulation/closed-loop';
import { readRollout } from '../../src/simulation/read-rollout';
import { type ReadServedRelease, readServedRelease, type ServedRelease } from '../../src/simulation/read-served-release';
import { type Scenario } from '../../src/simulation/scenario';
import { type Situation } from '../../src/simulation/situation';
import { type Timeline } from '../../src/simulation/timeline';

/** What a test's release has of its own. */
export interface ShopOptions {
  readonly steps?: readonly object[];
  readonly metric?: object;
  readonly query?: string;
  readonly condition?: string;
  readonly route?: object;
  /** Before that one. */
  readonly routes?: readonly object[];
  /** What the routes are of. @default http */
  readonly protocol?: 'http' | 'tcp';
  readonly strategy?: object;
  readonly service?: object;
  /** What a Telemetry calls the hash. @default - there is no Telemetry */
  readonly telemetry?: string;
}

const LABELS = { app: 'shop' };
export const ISTIO = { virtualService: { name: 'shop' }, destinationRule: { name: 'shop', canarySubsetName: 'canary', stableSubsetName: 'stable' } };
const STEPS = [{ setWeight: 20 }, { pause: { duration: '5m' } }];
const ARGS = [{ name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } }];

export function synthesized(name: string): string {
  return readFileSync(join(__dirname, '..', '..', 'dist', `${name}.k8s.yaml`), 'utf-8');
}

/** A shop of four pods in `eu` that goes to weight 20 for five minutes, measured every minute. */
export function shop({ steps = STEPS, metric, query = 'vector(1)', condition = 'true', route, routes = [], protocol = 'http', strategy, service, telemetry }: ShopOptions = {}): string {
  const canary = { steps, trafficRouting: { istio: ISTIO }, analysis: { startingStep: 1, templates: [{ templateName: 'checks' }], args: ARGS }, ...strategy };
  const template = { metadata: { labels: LABELS }, spec: { containers: [{ name: 'shop', ports: [{ name: 'web', containerPort: 8080 }] }] } };
  const checked = { name: 'checked', interval: '1m', initialDelay: '2m', successCondition: condition, provider: { prometheus: { address: 'http://p', query } }, ...metric };
  const destinations = [{ destination: { host: 'shop', subset: 'stable' }, weight: 100 }, { destination: { host: 'shop', subset: 'canary' }, weight: 0 }];
  const tags = { [telemetry ?? '']: { value: 'xds.node.metadata[\'LABELS\'][\'rollouts-pod-template-hash\']' } };
  return [
    object('argoproj.io/v1alpha1', 'Rollout', 'shop', { replicas: 4, selector: { matchLabels: LABELS }, template, strategy: { canary } }),
    object('argoproj.io/v1alpha1', 'AnalysisTemplate', 'checks', { args: [{ name: 'hash' }], metrics: [checked] }),
    object('networking.istio.io/v1', 'VirtualService', 'shop', { hosts: ['shop'], [protocol]: [...routes, { route: destinations, ...route }] }),
    object('v1', 'Service', 'shop', { selector: LABELS, ports: [{ name: 'http', port: 80, targetPort: 'web' }], ...service }),
    ...telemetry === undefined ? [] : [object('telemetry.istio.io/v1', 'Telemetry', 'shop', { metrics: [{ overrides: [{ tagOverrides: tags }] }] })],
  ].join('---\n');
}

export function readServed(text: string): ReadServedRelease {
  const release = releaseIn(text);
  const { model, refusal } = readRollout(release);
  if (!model) throw new Error(refusal);
  return readServedRelease(release, model, '1.9');
}

export function servedOf(text: string): ServedRelease {
  const { served, refusal } = readServed(text);
  if (!served) throw new Error(refusal);
  return served;
}

export function playLoop(text: string, situation: Situation, scenario: Omit<Scenario, 'measure'> = {}): Timeline {
  return simulateLoop(servedOf(text), situation, scenario);
}

/** What was measured, each different value once. */
export function valuesOf({ measurements }: Timeline): string[] {
  return [...new Set(measurements.map(({ phase, value }) => `${phase} ${value}`))];
}

function releaseIn(text: string): Release {
  return releasesOf(new Bundle(readManifests(text, 'shop.yaml').manifests, { defaultNamespace: 'default' }))[0];
}

function object(apiVersion: string, kind: string, name: string, spec: object): string {
  return stringify({ apiVersion, kind, metadata: { name, namespace: 'eu' }, spec });
}
