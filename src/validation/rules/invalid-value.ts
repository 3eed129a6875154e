import { Severity } from '../finding';
import { refusals } from '../refused-fields';
import { type Rule } from '../rule';

export const invalidValue: Rule = {
  code: 'SC0010',
  name: 'invalid-value',
  severity: Severity.ERROR,
  title: 'a value that the API server refuses',
  sources: [
    'https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/validation/field/errors.go',
  ],
  check: (subject) => refusals(subject, ['invalid', 'too-long', 'too-many']),
};
