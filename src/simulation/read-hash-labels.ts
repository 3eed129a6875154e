import { CANARY_HASH, STABLE_HASH } from './arguments';
import { type HashLabels } from './world/served-workload';
import { type JsonObject, stringAt } from '../manifest/json';
import { type Release } from '../manifest/release';
import { POD_TEMPLATE_HASH, tagsOfTelemetry } from '../manifest/telemetry-tags';
import { type Expression } from '../promql/ast';
import { selectorsIn } from '../promql/questions';

/** Where metrics have the pod template hash: a Telemetry says so, or else Prometheus is taken to relabel as queries expect it. */
export function readHashLabels({ telemetries }: Release, queries: readonly Expression[]): HashLabels {
  const telemetry = telemetries.map(({ object }) => hashTag(object)).find((tag) => tag !== undefined);
  const relabelled = queries.flatMap(hashLabelsIn).find((label) => label !== telemetry && label !== `exported_${telemetry}`);
  return { ...telemetry === undefined ? {} : { telemetry }, ...relabelled === undefined ? {} : { relabelled } };
}

/** What a Telemetry calls the hash that the pods' own sidecars report. */
function hashTag(telemetry: JsonObject): string | undefined {
  const reported = tagsOfTelemetry(telemetry).filter(({ override }) => stringAt(override, 'match', 'mode') !== 'CLIENT');
  return reported.find(({ tag }) => stringAt(tag, 'value')?.includes(POD_TEMPLATE_HASH))?.label;
}

/** The labels that a query wants to be a hash. */
function hashLabelsIn(query: Expression): string[] {
  const matchers = selectorsIn(query).flatMap(({ selector }) => selector.matchers);
  return matchers.filter(({ value }) => value === CANARY_HASH || value === STABLE_HASH).map(({ label }) => label);
}
