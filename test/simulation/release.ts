import { stringify } from 'yaml';
import { Bundle } from '../../src/manifest/bundle';
import { readManifests } from '../../src/manifest/read-manifests';
import { type Release, releasesOf } from '../../src/manifest/release';
import { readRollout } from '../../src/simulation/read-rollout';
import { type RolloutModel } from '../../src/simulation/rollout-model';
import { type Scenario } from '../../src/simulation/scenario';
import { simulate } from '../../src/simulation/simulate';
import { type EventKind, type Timeline, type TimelineEvent } from '../../src/simulation/timeline';

/** What a test's Rollout has of its own. */
export interface ReleaseOptions {
  readonly steps?: readonly object[];
  readonly canary?: object;
  readonly spec?: object;
  /** What the background analysis measures. @default - there is none */
  readonly metrics?: readonly object[];
  readonly analysis?: object;
  readonly template?: object;
  readonly trafficRouting?: object;
}

const ISTIO = { virtualService: { name: 'shop' }, destinationRule: { name: 'shop', canarySubsetName: 'canary', stableSubsetName: 'stable' } };
const PROVIDER = { prometheus: { address: 'http://prometheus', query: 'up' } };

/** A Rollout of ten pods with subsets and a stable Service, and its template. */
export function releaseOf(options: ReleaseOptions = {}): Release {
  const { steps = [{ setWeight: 20 }, { pause: { duration: 60 } }, { setWeight: 50 }, { pause: { duration: 60 } }] } = options;
  const { canary, spec, metrics, analysis, template, trafficRouting = { istio: ISTIO } } = options;
  const background = { analysis: { templates: [{ templateName: 'checks' }], ...analysis } };
  const strategy = { canary: { stableService: 'shop-stable', steps, trafficRouting, ...metrics ? background : {}, ...canary } };
  const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'shop', namespace: 'eu' }, spec: { replicas: 10, strategy, ...spec } };
  const checks = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name: 'checks', namespace: 'eu' },
    spec: { metrics: (metrics ?? []).map((metric) => ({ provider: PROVIDER, ...metric })), ...template },
  };
  const text = [rollout, checks].map((object) => stringify(object)).join('---\n');
  return releasesOf(new Bundle(readManifests(text, 'shop.yaml').manifests))[0];
}

export function modelOf(options: ReleaseOptions = {}): RolloutModel {
  const { model, refusal } = readRollout(releaseOf(options));
  if (!model) throw new Error(refusal);
  return model;
}

export function play(options: ReleaseOptions = {}, scenario: Partial<Scenario> = {}): Timeline {
  return simulate(modelOf(options), { measure: () => ({ phase: 'Successful' }), ...scenario });
}

export function eventsOf<K extends EventKind>({ events }: Timeline, kind: K): (TimelineEvent & { kind: K })[] {
  return events.filter((event): event is TimelineEvent & { kind: K } => event.kind === kind);
}

/** Weights with their times, as [at, weight]. */
export function weightsOf(timeline: Timeline): [number, number][] {
  return eventsOf(timeline, 'weight').map(({ at, weight }) => [at, weight]);
}

/** Sizes of a revision's ReplicaSet with their times. */
export function sizesOf(timeline: Timeline, wanted: number): [number, number][] {
  const sizes = eventsOf(timeline, 'scale').filter(({ revision }) => revision === wanted);
  return sizes.filter(({ replicas }, i) => replicas !== sizes[i - 1]?.replicas).map(({ at, replicas }) => [at, replicas]);
}
