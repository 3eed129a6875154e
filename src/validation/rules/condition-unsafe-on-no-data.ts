import { valueAt } from '../../manifest/json';
import { alwaysAnswers, mayBeNaN } from '../../promql/possible-results';
import { Severity } from '../finding';
import { type JudgedMetric, placeOfCondition, runnableMetrics } from '../judged-metrics';
import { type Rule } from '../rule';

/** Of Argo Rollouts, where a metric does not say. */
const CONSECUTIVE_ERROR_LIMIT = 4;

export const conditionUnsafeOnNoData: Rule = {
  code: 'SC0501',
  name: 'condition-unsafe-on-no-data',
  severity: Severity.ERROR,
  title: 'a condition that no data does not fail',
  sources: [
    // processVectorResponse: an empty vector is an empty list
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/metricproviders/prometheus/prometheus.go',
    // EvaluateResult: an index out of range is an error
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/evaluate/evaluate.go',
    // assessMetricFailureInconclusiveOrError
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/analysis/analysis.go',
  ],
  check: (subject) => runnableMetrics(subject).flatMap((judged) => {
    const { metric: { query, name }, verdicts, shape } = judged;
    if (!query?.expression) return [];
    const isScalar = shape === 'scalar';
    const onNothing = isScalar || alwaysAnswers(query.expression) ? undefined : verdicts.phaseOf([]);
    const onNaN = mayBeNaN(query.expression) ? verdicts.phaseOf(isScalar ? NaN : [NaN]) : undefined;
    const reasons = [
      ...isUnsafe(onNothing) ? [`an empty answer, as from a canary without traffic, ends as ${onNothing}`] : [],
      ...isUnsafe(onNaN) ? [`NaN, as from a division of nothing by nothing, ends as ${onNaN}`] : [],
    ];
    const consequence = onNothing === 'Error' || onNaN === 'Error' ? errorsText(judged) : ', so that a canary of which nothing is known is promoted';
    return reasons.length === 0 ? [] : [{
      at: placeOfCondition(judged),
      message: `'${name}' does not fail without data: ${reasons.join(', and ')}${consequence}`,
      fix: `judge by one successCondition that is false without data: ${isScalar ? '!isNaN(result)' : 'len(result) > 0 && !isNaN(result[0])'} && …`,
    }];
  }),
};

function isUnsafe(phase: string | undefined): boolean {
  return phase === 'Error' || phase === 'Successful';
}

function errorsText({ metric: { metric } }: JudgedMetric): string {
  const limit = valueAt(metric, 'consecutiveErrorLimit');
  const count = (typeof limit === 'number' ? limit : CONSECUTIVE_ERROR_LIMIT) + 1;
  return `; errors are tried again every 10 s, ${count} in a row abort a release that may be healthy, and a rollout that ends before is promoted`;
}
