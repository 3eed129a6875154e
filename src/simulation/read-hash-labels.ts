import { CANARY_HASH, STABLE_HASH } from './arguments';
import { type HashLabels } from './world/served-workload';
import { listAt, objectAt, stringAt } from '../manifest/json';
import { type Release } from '../manifest/release';
import { type Expression } from '../promql/ast';
import { selectorsIn } from '../promql/questions';

const HASH = 'rollouts-pod-template-hash';

/** Where metrics have the pod template hash: a Telemetry says so, or else Prometheus is taken to relabel as queries expect it. */
export function readHashLabels({ telemetries }: Release, queries: readonly Expression[]): HashLabels {
  const telemetry = telemetries.map(({ object }) => hashTag(listAt(object, 'spec', 'metrics'))).find((tag) => tag !== undefined);
  const relabelled = queries.flatMap(hashLabelsIn).find((label) => label !== telemetry && label !== `exported_${telemetry}`);
  return { ...telemetry === undefined ? {} : { telemetry }, ...relabelled === undefined ? {} : { relabelled } };
}

/** What a Telemetry calls the hash that the pods' own sidecars report. */
function hashTag(metrics: ReturnType<typeof listAt>): string | undefined {
  const overrides = metrics.flatMap((entry) => listAt(entry, 'overrides')).filter((entry) => stringAt(entry, 'match', 'mode') !== 'CLIENT');
  const tags = overrides.flatMap((entry) => Object.entries(objectAt(entry, 'tagOverrides') ?? {}));
  return tags.find(([, tag]) => stringAt(tag, 'value')?.includes(HASH))?.[0];
}

/** The labels that a query wants to be a hash. */
function hashLabelsIn(query: Expression): string[] {
  const matchers = selectorsIn(query).flatMap(({ selector }) => selector.matchers);
  return matchers.filter(({ value }) => value === CANARY_HASH || value === STABLE_HASH).map(({ label }) => label);
}
