import { declaredArguments } from '../../manifest/analysis-templates';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const argumentNotRead: Rule = {
  code: 'SC0310',
  name: 'argument-not-read',
  severity: Severity.WARNING,
  title: 'a value for an argument that no template has',
  // MergeArgs leaves it out without a word.
  sources: ['https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/helpers.go'],
  check: (subject) => subject.analyses.flatMap(({ analysis: { args, templates, references } }) => {
    if (references.some(({ state }) => state !== 'found')) return [];
    const declared = new Set(declaredArguments(templates).map(({ name }) => name));
    return args.filter(({ name }) => !declared.has(name)).map(({ name, manifest, path }) => ({
      at: { manifest, path: [...path, 'name'] },
      message: `no template of the analysis has an argument '${name}', so the value is for nothing`,
      fix: 'correct the name, or remove it',
    }));
  }),
};
