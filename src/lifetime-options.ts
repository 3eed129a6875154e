import { type MeasurementOptions } from './measurement-options';

/** Options of a ratio of requests, which can be one of all requests so far. */
export interface LifetimeOptions extends MeasurementOptions {
  /**
   * Whether all requests since the canary's pods began count, and not those of the last scrapes alone.
   *
   * For short stages: the first answer needs one scrape and no window, and no first failure is lost to it.
   * What goes wrong late weighs the less the longer the release takes, and a container that restarts begins anew.
   *
   * @default false
   * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
   */
  readonly sinceBirth?: boolean;
}
