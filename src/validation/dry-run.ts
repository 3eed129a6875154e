import { type MeasuredMetric } from './measured-metrics';
import { dryRunRules, isMeantBy } from '../simulation/dry-run';

/** Whether a metric is only watched: it never fails an analysis. */
export function isDryRun({ release: { rollout }, analysis, name }: MeasuredMetric): boolean {
  return dryRunRules(rollout.object, analysis).some((rule) => isMeantBy(rule, name));
}
