import { Severity } from '../finding';
import { type Rule } from '../rule';

export const duplicateObject: Rule = {
  code: 'SC0014',
  name: 'duplicate-object',
  severity: Severity.ERROR,
  title: 'two objects of one kind, namespace and name',
  sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  check: (subject) => subject.bundle.duplicates().flatMap((same) => same.slice(1).map((manifest) => ({
    at: { manifest, path: ['metadata', 'name'] },
    message: `${subject.nameOf(manifest)} is there ${same.length === 2 ? 'twice' : `${same.length} times`}, and whichever is applied last stays`,
    fix: 'leave one of them out or rename it, or validate what goes to one cluster at a time',
  }))),
};
