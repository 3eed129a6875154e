import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { l1 } from './l1';
import { addObject } from './object';

/** A Telemetry that adds one label, taken from a label of the serving pod, to what the pods' sidecars report. */
export interface TelemetryData {
  readonly name: string;
  readonly selector: { [key: string]: string };
  readonly metricLabel: string;
  /** CEL over the proxy's attributes. */
  readonly value: string;
}

/**
 * Adds the Telemetry.
 *
 * Providers are left out on purpose: naming one replaces the mesh's list.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/
 */
export function addTelemetry(scope: Construct, id: string, data: TelemetryData): ApiObject {
  const { Telemetry, TelemetrySpecMetricsOverridesMatchMetric: Metric, TelemetrySpecMetricsOverridesMatchMode: Mode } = l1.telemetry;
  return addObject(scope, id, data.name, Telemetry.manifest({
    spec: {
      selector: { matchLabels: data.selector },
      metrics: [{
        overrides: [{
          match: { metric: Metric.ALL_UNDERSCORE_METRICS, mode: Mode.SERVER },
          tagOverrides: { [data.metricLabel]: { value: data.value } },
        }],
      }],
    },
  }));
}
