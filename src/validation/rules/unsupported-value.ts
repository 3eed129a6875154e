import { Severity } from '../finding';
import { refusals } from '../refused-fields';
import { type Rule } from '../rule';

export const unsupportedValue: Rule = {
  code: 'SC0009',
  name: 'unsupported-value',
  severity: Severity.ERROR,
  title: 'a word that is none of those which may stand there',
  sources: [
    'https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/validation/field/errors.go',
  ],
  check: (subject) => refusals(subject, ['enum']),
};
