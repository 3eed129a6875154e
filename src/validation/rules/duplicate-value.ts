import { Severity } from '../finding';
import { refusals } from '../refused-fields';
import { type Rule } from '../rule';

export const duplicateValue: Rule = {
  code: 'SC0011',
  name: 'duplicate-value',
  severity: Severity.ERROR,
  title: 'an entry that may stand in its list only once',
  sources: [
    'https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/validation/field/errors.go',
  ],
  check: (subject) => refusals(subject, ['duplicate']),
};
