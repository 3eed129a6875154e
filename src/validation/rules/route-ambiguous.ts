import { Severity } from '../finding';
import { type Rule } from '../rule';

export const routeAmbiguous: Rule = {
  code: 'SC0212',
  name: 'route-ambiguous',
  severity: Severity.ERROR,
  title: 'several routes, and none is named by the Rollout',
  // ValidateHTTPRoutes, ValidateTlsRoutes, ValidateTcpRoutes
  sources: ['https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/trafficrouting/istio/istio.go'],
  check: (subject) => subject.releases.flatMap(({ virtualServices }) => virtualServices).flatMap(({ reference, choice }) => {
    return (choice?.ambiguous ?? []).map((protocol) => ({
      at: { manifest: reference.from, path: reference.path },
      message: `${subject.nameOf(reference.manifest!)} has several ${protocol} routes, and the Rollout does not say which to weight`,
      fix: protocol === 'http' ? 'list the names of the routes in \'routes\'' : `list the ports of the routes in '${protocol}Routes'`,
    }));
  }),
};
