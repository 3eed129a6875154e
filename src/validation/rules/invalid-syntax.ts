import { problemsOf } from '../file-problems';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const invalidSyntax: Rule = {
  code: 'SC0002',
  name: 'invalid-syntax',
  severity: Severity.ERROR,
  title: 'a document that is neither YAML nor JSON',
  sources: [
    'https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/yaml/decoder.go',
  ],
  check: (subject) => problemsOf(subject, ['syntax']),
};
