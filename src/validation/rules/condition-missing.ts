import { Severity } from '../finding';
import { type JudgedMetric, judgedMetrics, placeOfCondition } from '../judged-metrics';
import { type Rule } from '../rule';

export const conditionMissing: Rule = {
  code: 'SC0502',
  name: 'condition-missing',
  severity: Severity.ERROR,
  title: 'a metric without a condition',
  // EvaluateResult: without any condition every result is a success
  sources: ['https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/evaluate/evaluate.go'],
  check: (subject) => judgedMetrics(subject).filter(isUnconditional).map((judged) => ({
    at: placeOfCondition(judged),
    message: `'${judged.metric.name}' has neither a successCondition nor a failureCondition, so that every answer is Successful, an empty one too`,
    fix: 'add a successCondition that begins with len(result) > 0 && !isNaN(result[0]) &&, or list the metric under dryRun',
  })),
};

function isUnconditional({ conditions: { successCondition, failureCondition } }: JudgedMetric): boolean {
  return !successCondition && !failureCondition;
}
