import { Severity } from '../finding';
import { refusals } from '../refused-fields';
import { type Rule } from '../rule';

export const forbiddenField: Rule = {
  code: 'SC0012',
  name: 'forbidden-field',
  severity: Severity.ERROR,
  title: 'a field that may not be set here',
  sources: [
    'https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/validation/field/errors.go',
  ],
  check: (subject) => refusals(subject, ['forbidden']),
};
