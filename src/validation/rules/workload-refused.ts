import { type Workload } from '../../manifest/workload';
import { Severity } from '../finding';
import { type Rule } from '../rule';

const PROBLEMS: Record<NonNullable<Workload['problem']>, { readonly path: string[]; readonly message: string; readonly fix: string }> = {
  'kind-not-supported': {
    path: ['workloadRef', 'kind'],
    message: 'Argo Rollouts takes pods from a Deployment or ReplicaSet of apps, or a PodTemplate',
    fix: 'name one of those, with apiVersion apps/v1 or v1',
  },
  'template-not-empty': {
    path: ['template'],
    message: 'the template must have no labels or annotations beside workloadRef',
    fix: 'leave the template out: that of the workload counts',
  },
};

export const workloadRefused: Rule = {
  code: 'SC0605',
  name: 'workload-refused',
  severity: Severity.ERROR,
  title: 'a workloadRef that Argo Rollouts does not take',
  sources: [
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/templateref.go',
    // ValidateRolloutSpec
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/apis/rollouts/validation/validation.go',
  ],
  check: (subject) => subject.releases.flatMap(({ rollout, workload }) => {
    if (!workload.problem) return [];
    const { path, message, fix } = PROBLEMS[workload.problem];
    return [{ at: { manifest: rollout, path: ['spec', ...path] }, message, fix }];
  }),
};
