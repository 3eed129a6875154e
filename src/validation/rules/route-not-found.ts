import { stringAt, valueAt } from '../../manifest/json';
import { type RoutedService } from '../../manifest/rollout-routing';
import { type MissingRoute } from '../../manifest/weighted-routes';
import { Severity } from '../finding';
import { type Rule, type Violation } from '../rule';
import { type Subject } from '../subject';

export const routeNotFound: Rule = {
  code: 'SC0211',
  name: 'route-not-found',
  severity: Severity.ERROR,
  title: 'a route that the VirtualService does not have',
  // getHttpRouteIndexesToPatch and its likes for TLS and TCP
  sources: ['https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/trafficrouting/istio/istio.go'],
  check: (subject) => subject.releases.flatMap(({ virtualServices }) => virtualServices).flatMap((routed) => {
    return (routed.choice?.missing ?? []).map((missing) => violationOf(subject, routed, missing));
  }),
};

function violationOf(subject: Subject, { reference, entry }: RoutedService, { protocol, path }: MissingRoute): Violation {
  const name = stringAt(entry, ...path);
  const wanted = name === undefined ? `${protocol} route for ${JSON.stringify(valueAt(entry, ...path))}` : `${protocol} route '${name}'`;
  return {
    at: { manifest: reference.from, path: [...reference.path, ...path] },
    message: `${subject.nameOf(reference.manifest!)} has no ${wanted}`,
    fix: protocol === 'http' ? 'name the route so in the VirtualService, or correct the name' : 'match exactly this port, and these SNI hosts, in one route of the VirtualService',
  };
}
