import { type Reference } from '../../manifest/bundle';
import { TemplateCycles } from '../../manifest/template-cycles';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const templateCycle: Rule = {
  code: 'SC0606',
  name: 'template-cycle',
  severity: Severity.ERROR,
  title: 'a template that is inside of itself',
  sources: [
    // getAnalysisTemplatesFromRefs has no guard, and Go cannot recover from its stack's end.
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/analysis.go',
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/controller.go',
  ],
  check: (subject) => {
    const { bundle } = subject;
    const cycles = new TemplateCycles(bundle);
    for (const template of subject.templates) cycles.walk(template, bundle.namespaceOf(template));
    for (const { release, analysis } of subject.analyses) analysis.templates.forEach((template) => cycles.walk(template, release.namespace));
    return cycles.references.map(({ from, path, target }: Reference) => ({
      at: { manifest: from, path },
      message: `${target.kind} '${target.name}' is inside of itself: Argo Rollouts follows it until its process dies, for all Rollouts`,
      fix: 'remove the reference',
    }));
  },
};
