import { Severity } from '../finding';
import { refusals } from '../refused-fields';
import { type Rule } from '../rule';

export const unknownField: Rule = {
  code: 'SC0006',
  name: 'unknown-field',
  severity: Severity.ERROR,
  title: 'a field that the kind does not have',
  sources: [
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  ],
  check: (subject) => refusals(subject, ['unknown-field']),
};
