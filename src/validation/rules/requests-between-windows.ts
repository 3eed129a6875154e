import { selectorsIn } from '../../promql/questions';
import { Severity } from '../finding';
import { type MeasuredMetric } from '../measured-metrics';
import { measuredWhen } from '../measured-when';
import { type Rule, type Violation } from '../rule';

export const requestsBetweenWindows: Rule = {
  code: 'SC0414',
  name: 'requests-between-windows',
  severity: Severity.INFO,
  title: 'time that no measurement looks at',
  sources: [
    // generateMetricTasks: the interval counts from the end of the last measurement
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/analysis/analysis.go',
    'https://prometheus.io/docs/prometheus/latest/querying/basics/#range-vector-selectors',
  ],
  check: (subject) => subject.metrics.flatMap(violationsOf),
};

function violationsOf(metric: MeasuredMetric): Violation[] {
  const { template, path, name, query } = metric;
  const { interval, count } = measuredWhen(metric);
  const windows = query?.expression ? selectorsIn(query.expression).map(({ range }) => range) : [];
  // A gauge, or a counter since its beginning, tells of more than a window.
  if (windows.length === 0 || windows.includes(undefined)) return [];
  const window = Math.max(...windows as number[]);
  if (interval === undefined || count === 1 || interval <= window) return [];
  return [{
    at: { manifest: template, path: [...path, 'interval'] },
    message: `'${name}' is measured every ${interval} s, and its query looks back ${window} s: what happens in the other ${interval - window} s of them no measurement sees`,
    fix: `measure at least every ${window} s, or look back ${interval} s`,
  }];
}
