import { CANARY_HASH, NAMESPACE, ROLLOUT } from './istio-query';

/**
 * The share of the CPU's accounting periods in which the canary's containers were held back, as one number between 0 and 1.
 *
 * Only a container with a CPU limit has such periods.
 *
 * @param window a Prometheus duration
 * @see https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md
 */
export function throttlingQuery(window: string): string {
  const periods = (kind: string) => `sum(rate(container_cpu_cfs_${kind}_total{\n  ${podMatchers(['container!=""'])}\n}[${window}]))`;
  return `${periods('throttled_periods')}\n/\n${periods('periods')}`;
}

/**
 * How often the canary's containers have been started again since its pods began.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/pod-metrics.md
 */
export function restartsQuery(): string {
  return `sum(kube_pod_container_status_restarts_total{\n  ${podMatchers()}\n})`;
}

/**
 * A pod is called after its ReplicaSet, and that after the Rollout and the hash.
 *
 * Names are short enough for that: of a service's at most 44 characters none are cut off.
 */
function podMatchers(others: string[] = []): string {
  return [`namespace="{{args.${NAMESPACE}}}"`, `pod=~"{{args.${ROLLOUT}}}-{{args.${CANARY_HASH}}}-.+"`, ...others].join(',\n  ');
}
