import { itemPaths, templatesOf } from '../../manifest/analysis-templates';
import { type Reference } from '../../manifest/bundle';
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
    const ofTemplates = subject.templates.flatMap((template) => templatesOf(subject.bundle, template, itemPaths(template, ['spec', 'templates'])).cycles);
    const ofRollouts = subject.analyses.flatMap(({ analysis }) => analysis.cycles);
    return [...ofTemplates, ...ofRollouts].map(({ from, path, target }: Reference) => ({
      at: { manifest: from, path },
      message: `${target.kind} '${target.name}' is inside of itself: Argo Rollouts follows it until its process dies, for all Rollouts`,
      fix: 'remove the reference',
    }));
  },
};
