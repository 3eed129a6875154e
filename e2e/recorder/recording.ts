import { setTimeout as sleep } from 'node:timers/promises';
import { PrometheusProxy } from './prometheus-proxy';
import { scenarioExample } from './scenario-bundle';
import { type Scenario } from './scenarios';
import { type Happening, type Trace, traceOf } from './trace';
import { LiveCanary } from '../cluster/live-canary';
import { type Cluster } from '../harness/cluster';
import { type KubeObject } from '../harness/kube';

export interface Recording extends Trace {
  readonly input: readonly KubeObject[];
}

/** How long the first revision has to be quiet before the driver begins. */
const QUIET_MILLISECONDS = 2_500;

/** Plays a scenario in a namespace of its own and gives what was seen. */
export async function recordScenario(cluster: Cluster, name: string, { options, drive }: Scenario): Promise<Recording> {
  const happenings: Happening[] = [];
  let canary: LiveCanary | undefined;
  const note = (kind: Happening['kind'], what: string, changed: object) => {
    if (canary !== undefined) happenings.push({ at: canary.observer.now(), kind, name: what, changed: { ...changed } });
  };
  const proxy = await PrometheusProxy.start(cluster.prometheus, (asked) => note('Query', 'prometheus', asked));
  try {
    const example = scenarioExample(name, options, proxy.address);
    canary = await LiveCanary.install(cluster, example, { protocol: 'http' });
    await canary.healthy(60);
    await sleep(QUIET_MILLISECONDS);
    const start = canary.observer.now();
    await drive({
      canary,
      act: async (what, action) => {
        note('Driver', 'act', { action: what });
        await action();
      },
      prometheus: (isUp) => { proxy.isUp = isUp; },
    });
    return { input: example.bundle, ...traceOf(canary.observer.history, happenings, start) };
  } finally {
    canary?.stop();
    await proxy.close();
  }
}
