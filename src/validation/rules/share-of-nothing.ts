import { type Binary, type Expression } from '../../promql/ast';
import { everythingIn, selectorsIn, withoutParentheses } from '../../promql/questions';
import { CANARY_POD_HASH } from '../argument-values';
import { Severity } from '../finding';
import { type MeasuredMetric } from '../measured-metrics';
import { judgeOf } from '../metric-judge';
import { type Answers, answersOf, callsOf, requestSelectors } from '../request-selectors';
import { type Rule, type Violation } from '../rule';

export const shareOfNothing: Rule = {
  code: 'SC0410',
  name: 'share-of-nothing',
  severity: Severity.WARNING,
  title: 'a share that reads nothing where it should read 0',
  sources: [
    'https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching',
    // New evaluates the conditions over no values
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/metricproviders/prometheus/prometheus.go',
  ],
  check: (subject) => subject.metrics.flatMap((metric) => {
    const message = whyNothing(metric);
    return message ? [violation(metric, message)] : [];
  }),
};

function violation({ template, query }: MeasuredMetric, message: string): Violation {
  return { at: { manifest: template, path: query!.path }, message, fix: 'give the numerator a 0 of its own: (sum(…) or vector(0)) / sum(…)' };
}

function whyNothing(metric: MeasuredMetric): string | undefined {
  const { name, query, metric: { successCondition, failureCondition } } = metric;
  const share = query?.expression && shareIn(query.expression);
  const judge = judgeOf(metric);
  if (!share || judge.problem || !(successCondition || failureCondition)) return undefined;
  const { phase } = judge.judge([]);
  const end = phase === 'Error' ? 'an error' : phase;
  const counted = countedIn(share);
  if (counted === 'bad' && phase !== 'Successful') return `where no request fails, the query of metric '${name}' reads nothing rather than 0: a healthy canary's measurement is ${end}`;
  // Among the requests of both versions some are always good.
  if (counted === 'good' && query.text.includes(CANARY_POD_HASH) && phase !== 'Failed') {
    return `where every request fails, the query of metric '${name}' reads nothing rather than 0: the measurement is ${end} and no failure`;
  }
  return undefined;
}

/** The division that a query is, but for a number beside it. */
function shareIn(expression: Expression): Binary | undefined {
  const bare = withoutParentheses(expression);
  if (bare.kind !== 'binary' || !['+', '-', '*', '/'].includes(bare.operator)) return undefined;
  const [left, right] = [withoutParentheses(bare.left), withoutParentheses(bare.right)];
  if (left.kind === 'number') return shareIn(right);
  if (right.kind === 'number') return shareIn(left);
  return bare.operator === '/' ? bare : undefined;
}

/** What the numerator counts, where there is a series for it only once there is such a request. */
function countedIn({ left }: Binary): Answers {
  const numerator = withoutParentheses(left);
  if (numerator.kind !== 'aggregation' || numerator.operator !== 'sum' || everythingIn(numerator).some(({ kind }) => kind === 'binary')) return 'all';
  const [use, ...others] = requestSelectors(numerator);
  if (!use || others.length > 0 || selectorsIn(numerator).length > 1) return 'all';
  const byCode = answersOf(use.selector);
  return byCode === 'all' ? callsOf(use.selector) : byCode;
}
