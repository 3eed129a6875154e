import { type Analysis } from '../../manifest/analyses';
import { type Argument, declaredArguments } from '../../manifest/analysis-templates';
import { Severity } from '../finding';
import { type Rule } from '../rule';
import { argumentsInUse } from '../template-arguments';

export const argumentNotGiven: Rule = {
  code: 'SC0308',
  name: 'argument-not-given',
  severity: Severity.ERROR,
  title: 'an argument that nothing gives a value to',
  sources: [
    // MergeArgs and ResolveArgs
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/helpers.go',
    // ValidateAnalysisTemplateWithType
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/apis/rollouts/validation/validation_references.go',
  ],
  check: (subject) => subject.analyses.flatMap(({ release: { rollout }, analysis }) => {
    const given = new Set(analysis.args.map(({ name }) => name));
    const open = wantedBy(analysis).filter(({ name, value, valueFrom }) => value === undefined && valueFrom === undefined && !given.has(name));
    return open.map(({ name, manifest }) => ({
      at: { manifest: rollout, path: analysis.path },
      message: `the analysis gives no value to '${name}', which ${subject.nameOf(manifest)} asks for`,
      fix: 'add it to the args of the analysis, or a default to the template',
    }));
  }),
};

/** A default in one template is for the others too, but not in the background: there Argo Rollouts looks at each template alone. */
function wantedBy({ kind, templates, references }: Analysis): Argument[] {
  if (kind === 'background') return declaredArguments(templates);
  // A template that is not here could have the default.
  return references.some(({ state }) => state === 'unknown') ? [] : argumentsInUse(templates);
}
