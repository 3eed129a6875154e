import { type Pod } from './cluster';
import { targetLabels } from './request-labels';
import { type Wanted } from './request-tally';
import { Labels } from '../../promql/series/labels';
import { type Series, type SeriesStore } from '../../promql/series/series';

/** Periods of the kernel's accounting in a second. */
const PERIODS_PER_SECOND = 10;

/** What the kubelet and kube-state-metrics say of a pod with one container. */
export class ContainerTally {
  private readonly series = new Map<string, Series>();
  private periods = 0;
  private throttled = 0;

  constructor(private readonly namespace: string, private readonly container: string) {}

  /** Its series, once Prometheus has seen them. */
  public get scraped(): readonly Series[] {
    return [...this.series.values()];
  }

  /** @param share - of the time in which the container was held back */
  public run(seconds: number, share: number): void {
    this.periods += seconds * PERIODS_PER_SECOND;
    this.throttled += seconds * PERIODS_PER_SECOND * share;
  }

  /**
   * Only a container with a CPU limit has periods.
   *
   * @see https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md
   * @see https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/pod-metrics.md
   */
  public scrape(time: number, { name, restarts = 0 }: Pod, store: SeriesStore, wanted: Wanted): void {
    const write = (metric: string, value: number) => {
      if (wanted && !wanted.has(metric)) return;
      let series = this.series.get(metric);
      if (!series) {
        series = store.series(Labels.of({ __name__: metric, container: this.container, ...targetLabels(this.namespace, name) }));
        this.series.set(metric, series);
      }
      series.append(time, value);
    };
    write('kube_pod_container_status_restarts_total', restarts);
    if (this.periods === 0) return;
    write('container_cpu_cfs_periods_total', this.periods);
    write('container_cpu_cfs_throttled_periods_total', this.throttled);
  }
}
