import { setTimeout as sleep } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import { type LoopCase } from './cases';
import { LiveTraffic } from './live-traffic';
import { simulateSeen } from './twin';
import { compare, type Comparison } from '../../scripts/replay/comparison';
import { recordedMeasurements } from '../../scripts/replay/recorded-runs';
import { type RecordedEntry } from '../../scripts/replay/recording';
import { type Timeline } from '../../src/simulation/timeline';
import { LiveCanary } from '../cluster/live-canary';
import { type Cluster } from '../harness/cluster';
import { type KubeObject } from '../harness/kube';
import { type Happening, traceOf } from '../recorder/trace';

/** A release on the cluster, and what the twin says of it. */
export interface Played {
  readonly loopCase: LoopCase;
  readonly outcome: Timeline['outcome'];
  readonly trace: readonly RecordedEntry[];
  readonly timeline: Timeline;
  readonly comparison: Comparison;
  /** What the controller has measured, each different result once, by its metric. */
  readonly values: readonly string[];
}

/** Where bundles have their Prometheus. */
const PROMETHEUS = 'http://prometheus-server.observability.svc.cluster.local';

/** How long the stable version is seen before the release, and the release after its end. */
const BEFORE_MILLISECONDS = 10_000;
const AFTER_MILLISECONDS = 3_000;

const WAIT_SECONDS = 180;

/** Several releases at a time make a machine of two cores late. */
export const LATEST_SECONDS = 3;

/** Releases the next version of a case's bundle in a namespace of its own. */
export async function play(cluster: Cluster, loopCase: LoopCase): Promise<Played> {
  const { name } = loopCase;
  const example = { name, namespace: name, assumed: [], bundle: objectsOf(loopCase, cluster) };
  const canary = await LiveCanary.install(cluster, example, { hasCallers: false });
  let traffic: LiveTraffic | undefined;
  try {
    await canary.healthy(60);
    traffic = new LiveTraffic(canary, cluster.exporter, loopCase);
    await sleep(BEFORE_MILLISECONDS);
    const trace = await release(canary, loopCase, await traffic.begin());
    const timeline = simulateSeen(loopCase, trace);
    const { currentPodHash, stableRS } = canary.rollout.status ?? {};
    const outcome = currentPodHash === stableRS ? 'promoted' : 'aborted';
    return { loopCase, outcome, trace, timeline, comparison: compare(timeline, trace, LATEST_SECONDS), values: valuesIn(trace) };
  } finally {
    traffic?.stop();
    canary.stop();
  }
}

function objectsOf({ name, bundle }: LoopCase, { prometheus }: Cluster): KubeObject[] {
  return parseAllDocuments(bundle(name).replaceAll(PROMETHEUS, prometheus)).map((document) => document.toJS() as KubeObject);
}

async function release(canary: LiveCanary, { promotesAfter }: LoopCase, start: number): Promise<RecordedEntry[]> {
  const { observer } = canary;
  const happenings: Happening[] = [];
  const act = async (action: string, done: () => Promise<void>) => {
    happenings.push({ at: observer.now(), kind: 'Driver', name: 'act', changed: { action } });
    await done();
  };
  await act('image v2', () => canary.release('v2'));
  if (promotesAfter !== undefined) {
    await canary.paused(60);
    await sleep(promotesAfter * 1000);
    await act('promote', () => canary.promote());
  }
  await observer.until('promoted or aborted', WAIT_SECONDS, () => {
    const { abort, stableRS, currentPodHash } = canary.rollout.status ?? {};
    return abort === true || stableRS === currentPodHash;
  });
  await sleep(AFTER_MILLISECONDS);
  return traceOf(observer.history, happenings, start).trace;
}

function valuesIn(trace: readonly RecordedEntry[]): string[] {
  const texts = recordedMeasurements(trace).map(({ metric, phase, value }) => `${metric} ${phase}${value === undefined ? '' : ` ${rounded(value)}`}`);
  return [...new Set(texts)].sort();
}

/** To three digits behind the point. */
function rounded(value: string): string {
  return value.replace(/\d+\.\d+(?:e-?\d+)?/g, (number) => String(Math.round(Number(number) * 1000) / 1000));
}
