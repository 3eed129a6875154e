import { severalSeries } from '../../promql/series-count';
import { Severity } from '../finding';
import { placeOfCondition, runnableMetrics } from '../judged-metrics';
import { type Rule } from '../rule';

export const severalSeriesBehindOne: Rule = {
  code: 'SC0415',
  name: 'several-series',
  severity: Severity.WARNING,
  title: 'a condition that passes a bad series behind a good one',
  sources: [
    // processVectorResponse: the values of all series, in the order of the answer
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/metricproviders/prometheus/prometheus.go',
    'https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators',
  ],
  check: (subject) => runnableMetrics(subject).flatMap((judged) => {
    const { metric: { query, name }, shape, verdicts } = judged;
    const each = shape === 'vector' && query?.expression ? severalSeries(query.expression) : undefined;
    if (each === undefined || !verdicts.hiddenFailure) return [];
    return [{
      at: placeOfCondition(judged),
      message: `the query of metric '${name}' may answer with several numbers, one for ${each}, and a bad one behind a good one passes: in which order they come nobody promises`,
      fix: 'make one number of them in the query, by sum, min or max without \'by\', or judge them all: len(result) > 0 && all(result, # …)',
    }];
  }),
};
