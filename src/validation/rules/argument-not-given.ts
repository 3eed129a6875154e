import { Severity } from '../finding';
import { type Rule } from '../rule';
import { argumentsInUse } from '../template-arguments';

export const argumentNotGiven: Rule = {
  code: 'SC0308',
  name: 'argument-not-given',
  severity: Severity.ERROR,
  title: 'an argument that nothing gives a value to',
  // MergeArgs and ResolveArgs
  sources: ['https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/helpers.go'],
  check: (subject) => subject.analyses.flatMap(({ release: { rollout }, analysis }) => {
    // A template that is not here could have a value for it.
    if (analysis.references.some(({ state }) => state === 'unknown')) return [];
    const given = new Set(analysis.args.map(({ name }) => name));
    return argumentsInUse(analysis.templates)
      .filter(({ name, value, valueFrom }) => value === undefined && valueFrom === undefined && !given.has(name))
      .map(({ name, manifest }) => ({
        at: { manifest: rollout, path: analysis.path },
        message: `the analysis gives no value to '${name}', which ${subject.nameOf(manifest)} asks for`,
        fix: 'add it to the args of the analysis, or a default to the template',
      }));
  }),
};
