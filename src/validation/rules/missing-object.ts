import { type Reference } from '../../manifest/bundle';
import { referencesOf } from '../../manifest/release';
import { Severity } from '../finding';
import { type Rule, type Violation } from '../rule';
import { type Subject } from '../subject';

export const missingObject: Rule = {
  code: 'SC0603',
  name: 'missing-object',
  severity: Severity.ERROR,
  title: 'a name of an object that is not there',
  sources: [
    // getReferencedServices, getReferencedRolloutAnalyses, getReferencedVirtualServices; for workloadRef the resolver.
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/controller.go',
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/templateref.go',
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/trafficrouting/istio/controller.go',
  ],
  check: (subject) => subject.releases.flatMap(referencesOf)
    .filter(({ state, target }) => state === 'missing' && target.name !== '')
    .map((reference) => violationOf(subject, reference)),
};

function violationOf(subject: Subject, { from, path, target }: Reference): Violation {
  const { kind, name, namespace } = target;
  const [other] = subject.bundle.elsewhere(target).map((manifest) => subject.bundle.namespaceOf(manifest)).sort();
  return {
    at: { manifest: from, path },
    message: `there is no ${kind} '${name}'${namespace ? ` in namespace '${namespace}'` : ''}`,
    fix: other === undefined ? 'add it, or correct the name' : `there is one in namespace '${other}': have both in one, or correct the name`,
  };
}
