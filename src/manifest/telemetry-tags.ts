import { type Json, type JsonObject, listAt, objectAt } from './json';

/** The label of pods that tells a Rollout's versions apart; the controller gives it its value. */
export const POD_TEMPLATE_HASH = 'rollouts-pod-template-hash';

/** A label that a Telemetry adds to metrics, or gives another meaning. */
export interface TelemetryTag {
  readonly label: string;
  readonly tag: Json;
  /** What it stands in: the metrics, and the side that reports them. */
  readonly override: Json;
}

/** @see https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides */
export function tagsOfTelemetry(telemetry: JsonObject): TelemetryTag[] {
  const overrides = listAt(telemetry, 'spec', 'metrics').flatMap((metrics) => listAt(metrics, 'overrides'));
  return overrides.flatMap((override) => Object.entries(objectAt(override, 'tagOverrides') ?? {}).map(([label, tag]) => ({ label, tag, override })));
}
