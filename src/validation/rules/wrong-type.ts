import { Severity } from '../finding';
import { refusals } from '../refused-fields';
import { type Rule } from '../rule';

export const wrongType: Rule = {
  code: 'SC0007',
  name: 'wrong-type',
  severity: Severity.ERROR,
  title: 'a value of another type than the field has',
  sources: [
    'https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/validation/field/errors.go',
  ],
  check: (subject) => refusals(subject, ['type']),
};
