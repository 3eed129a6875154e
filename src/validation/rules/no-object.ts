import { problemsOf } from '../file-problems';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const noObject: Rule = {
  code: 'SC0005',
  name: 'no-object',
  severity: Severity.ERROR,
  title: 'a document without apiVersion or kind',
  sources: [
    'https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/runtime/serializer/json/meta.go',
  ],
  check: (subject) => problemsOf(subject, ['no-object']),
};
