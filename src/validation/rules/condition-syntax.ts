import { conditionProblems } from '../condition-problems';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const conditionSyntax: Rule = {
  code: 'SC0503',
  name: 'condition-syntax',
  severity: Severity.ERROR,
  title: 'a condition that does not parse',
  sources: [
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/evaluate/evaluate.go',
    'https://github.com/expr-lang/expr/blob/v1.17.7/parser/parser.go',
  ],
  check: (subject) => conditionProblems(subject, 'syntax'),
};
