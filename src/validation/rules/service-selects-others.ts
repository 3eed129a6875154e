import { stringsAt } from '../../manifest/json';
import { POD_TEMPLATE_HASH } from '../../manifest/telemetry-tags';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const serviceSelectsOthers: Rule = {
  code: 'SC0607',
  name: 'service-selects-others',
  severity: Severity.ERROR,
  title: 'a Service of the Rollout that does not select its pods',
  // ValidateService
  sources: ['https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/apis/rollouts/validation/validation_references.go'],
  check: (subject) => subject.releases.flatMap(({ rollout, workload, services }) => services.flatMap(({ role, reference: { manifest } }) => {
    const { labels } = workload;
    if (!labels || !manifest) return [];
    const differing = [...stringsAt(manifest.object, 'spec', 'selector')].filter(([key, value]) => key !== POD_TEMPLATE_HASH && labels.get(key) !== value);
    return differing.map(([key, value]) => ({
      at: { manifest, path: ['spec', 'selector', key] },
      message: `the ${role} Service of ${subject.nameOf(rollout)} selects ${key}=${value}, and its pods have ${labelText(key, labels.get(key))}`,
      fix: `select labels of the pods; ${POD_TEMPLATE_HASH} is added by Argo Rollouts`,
    }));
  })),
};

function labelText(key: string, value: string | undefined): string {
  return value === undefined ? 'no such label' : `${key}=${value}`;
}
