import { Severity } from '../finding';
import { refusals } from '../refused-fields';
import { type Rule } from '../rule';

export const missingField: Rule = {
  code: 'SC0008',
  name: 'missing-field',
  severity: Severity.ERROR,
  title: 'a field that the kind requires',
  sources: [
    'https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/validation/field/errors.go',
  ],
  check: (subject) => refusals(subject, ['required']),
};
