import { setTimeout as sleep } from 'node:timers/promises';
import { type BundleOptions, INLINE_ANALYSIS, SUCCESS_RATE } from './scenario-bundle';
import { type LiveCanary } from '../cluster/live-canary';

/** What a scenario drives. */
export interface Stage {
  readonly canary: LiveCanary;
  /** Does something and notes it in the trace. */
  act(what: string, action: () => Promise<void> | void): Promise<void>;
  /** Lets Prometheus answer, or not. */
  prometheus(isUp: boolean): void;
}

export interface Scenario {
  readonly options: BundleOptions;
  drive(stage: Stage): Promise<void>;
}

const WAIT_SECONDS = 120;

/** What is recorded, by name; pods of the version `slow` take five seconds, those of `stuck` for ever. */
export const SCENARIOS: Record<string, Scenario> = {
  'article': { options: { routing: 'subsets' }, drive: promoted },
  'article-fails': { options: { routing: 'subsets' }, drive: (stage) => failing(stage, 6_000, promotedOrAborted) },
  'stable-service': { options: {}, drive: promoted },
  'stable-service-fails': { options: { metrics: [{ ...SUCCESS_RATE, interval: '2s', failureLimit: 0 }] }, drive: (stage) => failing(stage, 7_000, untilAborted) },
  'subsets-and-services': { options: { routing: 'subsets-and-services' }, drive: promoted },
  'hosts': { options: { routing: 'hosts' }, drive: promoted },
  'inline-analysis': {
    options: {
      inBackground: false,
      metrics: [{ ...SUCCESS_RATE, interval: '2s', count: 3 }],
      steps: [{ setWeight: 20 }, { pause: { duration: '4s' } }, INLINE_ANALYSIS, { setWeight: 60 }, { pause: { duration: '4s' } }],
    },
    drive: promoted,
  },
  'canary-scale': {
    options: {
      inBackground: false,
      steps: [{ setCanaryScale: { replicas: 2 } }, { setWeight: 10 }, { pause: { duration: '4s' } }, { setCanaryScale: { matchTrafficWeight: true } }, { pause: { duration: '4s' } }],
    },
    drive: promoted,
  },
  'dynamic-stable-scale': { options: { canary: { dynamicStableScale: true } }, drive: promoted },
  'header-and-mirror-routes': {
    options: {
      inBackground: false,
      trafficRouting: { managedRoutes: [{ name: 'testers' }, { name: 'shadow' }] },
      steps: [
        { setCanaryScale: { replicas: 1 } },
        { setHeaderRoute: { name: 'testers', match: [{ headerName: 'x-tester', headerValue: { exact: 'yes' } }] } },
        { setMirrorRoute: { name: 'shadow', percentage: 30, match: [{ method: { exact: 'GET' } }] } },
        { pause: { duration: '4s' } },
        { setMirrorRoute: { name: 'shadow' } },
        { setHeaderRoute: { name: 'testers' } },
        { setWeight: 50 },
        { pause: { duration: '4s' } },
      ],
    },
    drive: promoted,
  },
  'two-metrics-and-a-dry-run': {
    options: { metrics: [SUCCESS_RATE, { ...SUCCESS_RATE, name: 'strict', interval: '2s', failureLimit: 0 }], dryRun: [{ metricName: 'strict' }] },
    drive: (stage) => failing(stage, 6_000, promotedOrAborted),
  },
  'initial-delay': { options: { metrics: [{ ...SUCCESS_RATE, initialDelay: '4s', interval: '3s' }] }, drive: promoted },
  'count': { options: { metrics: [{ ...SUCCESS_RATE, interval: '2s', count: 3 }] }, drive: promoted },
  'both-conditions': {
    options: { metrics: [{ ...SUCCESS_RATE, interval: '2s', failureCondition: 'result[0] < 0.5', inconclusiveLimit: 1 }] },
    drive: (stage) => failing(stage, 6_000, async ({ canary }) => {
      await canary.observer.until('the analysis has ended', WAIT_SECONDS, () => !['Running', undefined].includes(canary.analysisRun?.status?.phase));
      await sleep(3_000);
    }, 0.4),
  },
  'prometheus-down-and-back': {
    options: { steps: [{ setWeight: 20 }, { pause: { duration: '5s' } }, { setWeight: 50 }, { pause: { duration: '40s' } }, { setWeight: 100 }] },
    drive: async (stage) => {
      await release(stage, 'v2');
      await sleep(8_000);
      await stage.act('Prometheus goes', () => stage.prometheus(false));
      await sleep(25_000);
      await stage.act('Prometheus comes back', () => stage.prometheus(true));
      await end(stage);
    },
  },
  'prometheus-down': {
    options: { steps: [{ setWeight: 20 }, { pause: { duration: '5s' } }, { setWeight: 50 }, { pause: { duration: '90s' } }] },
    drive: async (stage) => {
      await stage.act('Prometheus goes', () => stage.prometheus(false));
      await aborted(stage);
    },
  },
  'slow-pods': { options: {}, drive: (stage) => promoted(stage, 'slow') },
  'stuck-pods': {
    options: { spec: { progressDeadlineSeconds: 10, progressDeadlineAbort: true } },
    drive: (stage) => aborted(stage, 'stuck'),
  },
  'min-ready-seconds': { options: { spec: { minReadySeconds: 4 } }, drive: promoted },
  'operator-promotes': {
    options: { steps: [{ setWeight: 20 }, { pause: {} }, { setWeight: 50 }, { pause: { duration: '5s' } }] },
    drive: async (stage) => {
      await release(stage, 'v2');
      await stage.canary.paused(WAIT_SECONDS);
      await sleep(3_000);
      await stage.act('promote', () => stage.canary.promote());
      await end(stage);
    },
  },
  'operator-promotes-fully': {
    options: {},
    drive: async (stage) => {
      await release(stage, 'v2');
      await sleep(3_000);
      await stage.act('promote --full', () => stage.canary.promoteFully());
      await end(stage);
    },
  },
  'operator-aborts-and-retries': {
    options: {},
    drive: async (stage) => {
      await release(stage, 'v2');
      await sleep(3_000);
      await stage.act('abort', () => stage.canary.abort());
      await stage.canary.aborted(WAIT_SECONDS);
      await sleep(3_000);
      await stage.act('retry', () => stage.canary.retry());
      await end(stage);
    },
  },
  'operator-undoes': {
    options: {},
    drive: async (stage) => {
      await release(stage, 'v2');
      await sleep(7_000);
      await release(stage, 'v1');
      await end(stage);
    },
  },
};

async function release({ canary, act }: Stage, version: string): Promise<void> {
  await act(`deployment: image example.com/rpc-server:${version}`, () => canary.release(version));
}

/** Until the version at hand is the stable one and the pods of the last are gone. */
async function end({ canary }: Stage): Promise<void> {
  await canary.healthy(WAIT_SECONDS);
  const isAlone = () => canary.observer.all('ReplicaSet').filter(({ metadata, spec }) => metadata.ownerReferences?.[0].kind === 'Rollout' && spec.replicas).length === 1;
  await canary.observer.until('the last version\'s pods are gone', WAIT_SECONDS, isAlone);
  // The analysis ends a moment after the promotion.
  await sleep(1_000);
}

async function promoted(stage: Stage, version = 'v2'): Promise<void> {
  await release(stage, version);
  await end(stage);
}

async function aborted(stage: Stage, version = 'v2'): Promise<void> {
  await release(stage, version);
  await untilAborted(stage);
}

async function untilAborted({ canary }: Stage): Promise<void> {
  await canary.aborted(WAIT_SECONDS);
  await sleep(3_000);
}

async function promotedOrAborted({ canary }: Stage): Promise<void> {
  await canary.observer.until('promoted or aborted', WAIT_SECONDS, () => canary.rollout.status?.abort || canary.rollout.status?.phase === 'Healthy');
  await sleep(3_000);
}

/** Begins a release whose pods fail from some moment on. */
async function failing(stage: Stage, after: number, ending: (stage: Stage) => Promise<void>, part = 1): Promise<void> {
  await release(stage, 'v2');
  await sleep(after);
  await stage.act(`the canary fails ${part * 100} % of its requests`, () => { stage.canary.behaviour.failing = part; });
  await ending(stage);
}
