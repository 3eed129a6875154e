import { stringAt } from '../../manifest/json';
import { Severity } from '../finding';
import { type Rule } from '../rule';

const MANAGED_BY = 'argo-rollouts.argoproj.io/managed-by-rollouts';

export const serviceOfAnotherRollout: Rule = {
  code: 'SC0608',
  name: 'service-of-another-rollout',
  severity: Severity.ERROR,
  title: 'a Service that belongs to another Rollout',
  // ValidateService, with the annotation that the controller writes
  sources: ['https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/apis/rollouts/validation/validation_references.go'],
  check: (subject) => subject.releases.flatMap(({ rollout, services }) => services.flatMap(({ role, reference: { manifest } }) => {
    const path = ['metadata', 'annotations', MANAGED_BY];
    const owner = manifest && stringAt(manifest.object, ...path);
    if (owner === undefined || owner === rollout.name) return [];
    return [{
      at: { manifest: manifest!, path },
      message: `the ${role} Service of ${subject.nameOf(rollout)} is marked as managed by the Rollout '${owner}'`,
      fix: 'give each Rollout Services of its own, and leave the annotation to Argo Rollouts',
    }];
  })),
};
