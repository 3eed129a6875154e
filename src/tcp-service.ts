import { type StepData } from './resources/step';
import { type Threshold } from './threshold';

/** What is said of a service that may know no requests. */
export interface RequestWords {
  readonly steps: StepData[];
  readonly thresholds: Threshold[];
  readonly timeout?: unknown;
  readonly retries?: unknown;
}

/** Refuses what needs requests: where Istio carries connections it sees none, and Argo Rollouts has no HTTP route to add to. */
export function requireNoRequests({ steps, thresholds, timeout, retries }: RequestWords): void {
  const given = timeout !== undefined ? 'timeout' : retries !== undefined && 'retries';
  if (given) throw new Error(`'${given}' must be left out with Protocol.TCP, got both; it is about requests, and connections are split: leave it out`);
  const index = steps.findIndex(({ headerRoute, mirrorRoute }) => headerRoute ?? mirrorRoute);
  if (index >= 0) {
    throw new Error(`'steps[${index}]' must not be a ${steps[index].headerRoute ? 'headerRoute' : 'mirrorRoute'} with Protocol.TCP, got one; it is about requests, and connections are split: use weights alone`);
  }
  const scoped = thresholds.find(({ _scoped }) => _scoped);
  if (scoped) {
    throw new Error(
      `threshold '${scoped._name}' must not be used with Protocol.TCP, got both; Istio counts no requests in connections, so it would find no data and abort every release: `
      + 'use Threshold.query with a metric of the service\'s own, or with istio_tcp_connections_opened_total',
    );
  }
}
