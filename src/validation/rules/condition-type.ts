import { conditionProblems } from '../condition-problems';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const conditionType: Rule = {
  code: 'SC0504',
  name: 'condition-type',
  severity: Severity.ERROR,
  title: 'a condition that does not fit what the query answers with',
  sources: [
    // ProcessResponse: a vector is a list of numbers, a scalar is a number
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/metricproviders/prometheus/prometheus.go',
    'https://github.com/expr-lang/expr/blob/v1.17.7/checker/checker.go',
  ],
  check: (subject) => conditionProblems(subject, 'type'),
};
