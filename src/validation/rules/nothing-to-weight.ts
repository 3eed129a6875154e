import { listAt, objectAt } from '../../manifest/json';
import { type Manifest } from '../../manifest/manifest';
import { type RouteChoice } from '../../manifest/weighted-routes';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const nothingToWeight: Rule = {
  code: 'SC0213',
  name: 'nothing-to-weight',
  severity: Severity.ERROR,
  title: 'a VirtualService without a route whose weights could move',
  // ValidateVirtualService; an empty http list passes there and is never weighted.
  sources: ['https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/apis/rollouts/validation/validation_references.go'],
  check: (subject) => subject.releases.flatMap(({ rollout, virtualServices }) => virtualServices.flatMap(({ reference: { manifest }, choice }) => {
    const message = manifest && choice && whyNothing(manifest, choice);
    return message ? [{
      at: { manifest: manifest!, path: ['spec'] },
      message: `${subject.nameOf(rollout)} shifts no traffic: ${message}`,
      fix: 'add a route with a destination for each version',
    }] : [];
  })),
};

function whyNothing({ object }: Manifest, { empty }: RouteChoice): string | undefined {
  const spec = objectAt(object, 'spec') ?? {};
  const broken = empty.find((protocol) => protocol !== 'http');
  if (broken) return `the list of ${broken} routes is empty, on which Argo Rollouts fails again and again`;
  return ['http', 'tls', 'tcp'].some((protocol) => listAt(spec, protocol).length > 0) ? undefined : 'the VirtualService has no http, tls or tcp routes';
}
