import { problemsOf } from '../file-problems';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const ignoredText: Rule = {
  code: 'SC0004',
  name: 'ignored-text',
  severity: Severity.WARNING,
  title: 'text that kubectl leaves out without a word',
  sources: [
    'https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/yaml/decoder.go',
  ],
  check: (subject) => problemsOf(subject, ['ignored']),
};
