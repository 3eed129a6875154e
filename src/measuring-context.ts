import { type HashLabel } from './hash-label';
import { type QueryScope } from './istio-query';
import { type ReleasedPods } from './planning/release-course';
import { type PrometheusData } from './resources/prometheus-provider';

/** What every analysis of a canary has in common; times in seconds. */
export interface MeasuringContext {
  readonly service: string;
  readonly namespace?: string;
  readonly clusterScope: boolean;
  readonly prometheus: PrometheusData;
  readonly hashLabel: HashLabel;
  readonly scope: QueryScope;
  readonly scrapeInterval: number;
  readonly pods: ReleasedPods;
}
