import { problemsOf } from '../file-problems';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const duplicateKey: Rule = {
  code: 'SC0003',
  name: 'duplicate-key',
  severity: Severity.ERROR,
  title: 'a key that stands twice in one mapping',
  sources: [
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  ],
  check: (subject) => problemsOf(subject, ['duplicate-key']),
};
