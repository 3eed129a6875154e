import { Severity } from '../finding';
import { refusals } from '../refused-fields';
import { type Rule } from '../rule';

export const unknownName: Rule = {
  code: 'SC0013',
  name: 'unknown-name',
  severity: Severity.ERROR,
  title: 'a name of something that the object does not have',
  sources: [
    'https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/validation/field/errors.go',
  ],
  check: (subject) => refusals(subject, ['not-found']),
};
