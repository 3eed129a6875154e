import { declaredArguments } from '../../manifest/analysis-templates';
import { Severity } from '../finding';
import { type Rule } from '../rule';
import { argumentsInUse, isDefaultOf } from '../template-arguments';

export const argumentConflict: Rule = {
  code: 'SC0311',
  name: 'argument-conflict',
  severity: Severity.ERROR,
  title: 'templates of one analysis with different defaults for an argument',
  // flattenArgs
  sources: ['https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/helpers.go'],
  check: (subject) => subject.analyses.flatMap(({ release: { rollout }, analysis }) => {
    const first = new Map(argumentsInUse(analysis.templates).map((argument) => [argument.name, argument]));
    const others = declaredArguments(analysis.templates).filter((argument) => !isDefaultOf(argument, first.get(argument.name)));
    return others.map(({ name, value, manifest }) => ({
      at: { manifest: rollout, path: analysis.path },
      message: `'${name}' is '${first.get(name)?.value}' in ${subject.nameOf(first.get(name)!.manifest)} and '${value}' in ${subject.nameOf(manifest)}: `
        + 'Argo Rollouts refuses both together, also where the Rollout gives a value',
      fix: 'give them the same default, or none in one of them',
    }));
  }),
};
