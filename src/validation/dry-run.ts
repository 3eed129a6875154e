import { type MeasuredMetric } from './measured-metrics';
import { type JsonList, listAt, stringAt } from '../manifest/json';
import { matchesRe2 } from '../manifest/re2';

/**
 * Whether a metric is only watched: it never fails an analysis.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/helpers.go (GetDryRunMetrics)
 */
export function isDryRun({ release: { rollout }, analysis, name }: MeasuredMetric): boolean {
  // The analyses of an experiment have theirs beside them.
  const owner = analysis.kind === 'experiment' ? analysis.path.slice(0, -2) : analysis.path;
  const rules: JsonList = [...listAt(rollout.object, ...owner, 'dryRun'), ...analysis.templates.flatMap(({ object }) => listAt(object, 'spec', 'dryRun'))];
  return rules.some((rule) => matches(stringAt(rule, 'metricName'), name));
}

function matches(pattern: string | undefined, name: string): boolean {
  if (pattern === undefined) return false;
  try {
    return matchesRe2(pattern, name);
  } catch {
    // The controller ignores a pattern that it cannot read.
    return false;
  }
}
