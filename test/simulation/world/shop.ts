import { type Expression } from '../../../src/promql/ast';
import { readQuery } from '../../../src/promql/query';
import { type ClusterState, type Pod } from '../../../src/simulation/world/cluster';
import { ClusterLog } from '../../../src/simulation/world/cluster-log';
import { Latency } from '../../../src/simulation/world/latency';
import { OverTime } from '../../../src/simulation/world/over-time';
import { type ServedWorkload } from '../../../src/simulation/world/served-workload';
import { type Traffic, type VersionBehaviour } from '../../../src/simulation/world/traffic';
import { World, type WorldOptions } from '../../../src/simulation/world/world';

/** A Service `shop` called by a gateway; its Telemetry calls the hash `rollout_hash`. */
export const SHOP: ServedWorkload = {
  namespace: 'prod',
  name: 'shop',
  protocol: 'http',
  port: 80,
  services: [{ name: 'shop', createdAt: 0, ports: [{ port: 80, targetPort: 8080 }] }],
  hashLabels: { telemetry: 'rollout_hash' },
  caller: { namespace: 'istio-system', name: 'gateway', pod: 'gateway-1' },
};

export function pod(hash: string, number = 0, more: Partial<Pod> = {}): Pod {
  return { name: `shop-${hash}-${number}`, hash, readyAt: -Infinity, ...more };
}

/** Four stable pods and one of the canary, by subsets at these weights. */
export function atWeight(weight: number, more: Partial<ClusterState> = {}): ClusterState {
  return {
    pods: [...[0, 1, 2, 3].map((number) => pod('stable', number)), pod('canary')],
    destinations: [{ service: 'shop', hash: 'stable', weight: 100 - weight }, { service: 'shop', hash: 'canary', weight }],
    ...more,
  };
}

export function behaving(errors: number, more: Partial<VersionBehaviour> = {}): VersionBehaviour {
  return { errors: new OverTime(errors), latency: new OverTime(Latency.fixed(20)), ...more };
}

/** A hundred requests a second, of which the stable version answers all and the canary fails some. */
export function traffic(errors: number, more: Partial<Traffic> = {}): Traffic {
  return { requestsPerSecond: new OverTime(100), versions: new Map([['stable', behaving(0)], ['canary', behaving(errors)]]), ...more };
}

/** A world at weight 20 that is scraped every 15 s. */
export function newWorld(options: Partial<WorldOptions> = {}): World {
  return new World({ workload: SHOP, cluster: new ClusterLog(atWeight(20)), traffic: traffic(0.1), scrape: { interval: 15_000 }, ...options });
}

export function query(text: string): Expression {
  const { expression, problem } = readQuery(text);
  if (!expression) throw new Error(`${text}: ${problem.message}`);
  return expression;
}

/** The elements of an answer by their labels; times in seconds. */
export function answer(world: World, seconds: number, text: string): Record<string, number> {
  const { result, error } = world.ask(query(text), seconds * 1000);
  if (result?.type !== 'vector') throw new Error(error ?? 'a query gives a vector here');
  return Object.fromEntries(result.elements.map(({ labels, value }) => [labels.toString(), value]));
}

/** The only number that a query gives. */
export function numberOf(world: World, seconds: number, text: string): number {
  const values = Object.values(answer(world, seconds, text));
  expect(values).toHaveLength(1);
  return values[0];
}
