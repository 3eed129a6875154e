import { type Analysis } from '../manifest/analyses';
import { type JsonObject, listAt, stringAt } from '../manifest/json';
import { matchesRe2 } from '../manifest/re2';

/**
 * The names of metrics that are only watched, as patterns: they never fail the analysis.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/helpers.go (GetDryRunMetrics)
 */
export function dryRunRules(rollout: JsonObject, { kind, path, templates }: Analysis): string[] {
  // The analyses of an experiment have theirs beside them.
  const owner = kind === 'experiment' ? path.slice(0, -2) : path;
  const lists = [listAt(rollout, ...owner, 'dryRun'), ...templates.map(({ object }) => listAt(object, 'spec', 'dryRun'))];
  return lists.flat().map((rule) => stringAt(rule, 'metricName') ?? '');
}

/** Whether a rule means a metric: the pattern may match anywhere in its name, and one that cannot be read matches nothing. */
export function isMeantBy(rule: string, metric: string): boolean {
  try {
    return matchesRe2(rule, metric);
  } catch {
    return false;
  }
}
