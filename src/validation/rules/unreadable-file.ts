import { problemsOf } from '../file-problems';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const unreadableFile: Rule = {
  code: 'SC0001',
  name: 'unreadable-file',
  severity: Severity.ERROR,
  title: 'a file or document that is not read',
  sources: [
    'https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/yaml/decoder.go',
  ],
  check: (subject) => problemsOf(subject, ['unreadable', 'limit']),
};
