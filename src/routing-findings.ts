import { type CanaryFacts } from './canary-facts';
import { onRollout, onVirtualService, resourceName } from './finding-places';
import { MESH } from './gateways';
import { type RoutedVirtualService } from './routing';
import { type Finding, Severity } from './validation/finding';

/** Argo Rollouts' own delay: the writes of an abort are over before they hurt. */
const HARMLESS_ABORT_DELAY = 30;
/** Recorded with Argo Rollouts 1.9.1. */
const WRITES_PER_SECOND = 20;

/** What there is to say about where requests go: each of these works, but not as one might think. */
export function routingFindings(facts: CanaryFacts): (Finding | false)[] {
  const hidden = gatewaysWithoutRoutes(facts);
  return [
    ...facts.routedElsewhere ? facts.virtualServices.map((virtualService) => virtualServiceAssumed(facts, virtualService)) : [],
    hidden.length > 0 && hiddenFromGateway(facts, hidden),
    facts.undecidedPorts.length > 0 && gatewayPortUndecided(facts),
    facts.unsplitPorts.length > 0 && connectionsUnsplit(facts),
    facts.hostPorts !== undefined && (facts.strategy.abortScaleDownDelaySeconds ?? 0) > HARMLESS_ABORT_DELAY && writesUntilScaledDown(facts),
  ];
}

function virtualServiceAssumed(facts: CanaryFacts, virtualService: RoutedVirtualService): Finding {
  const { name, namespace, routes, tlsRoutes } = virtualService;
  const host = facts.namespace ? facts.host : `${facts.host} of the canary's namespace`;
  return {
    code: 'SC0602',
    rule: 'virtual-service-assumed',
    severity: Severity.WARNING,
    resource: resourceName('VirtualService', namespace ?? facts.namespace, name),
    path: routes.length ? 'spec.http' : tlsRoutes.length ? 'spec.tls' : 'spec.tcp',
    message: `VirtualService '${name}' is assumed to have ${describeRoutes(virtualService)}, each with two destinations of host ${host}: `
      + 'subset stable with weight 100, subset canary with weight 0',
    fix: 'make sure that it has; the controller refuses the Rollout where a subset is missing, and takes out every other destination that has a weight',
  };
}

function describeRoutes({ routes, tcpRoutes, tlsRoutes }: RoutedVirtualService): string {
  return [
    ...routes.length ? [`the HTTP routes ${routes.map((route) => `'${route}'`).join(' and ')}`] : [],
    ...tcpRoutes.map(({ port }) => `a TCP route whose matches all name port ${port}`),
    ...tlsRoutes.map(({ port, sniHosts }) => `a TLS route whose matches name ${port === undefined ? 'no port' : `port ${port} alone`} and together just the SNI hosts ${sniHosts.join(', ')}`),
  ].join(', ');
}

function hiddenFromGateway(facts: CanaryFacts, gateways: string[]): Finding {
  return {
    ...onVirtualService(facts, 'spec.exportTo'),
    code: 'SC0208',
    rule: 'hidden-from-gateway',
    severity: Severity.WARNING,
    message: `exportTo leaves out the namespace of ${gateways.map((gateway) => `'${gateway}'`).join(' and ')}: unless the gateway's pods run in another, it does not know the routes, and callers from outside do not reach the service`,
    fix: 'add the namespace of the gateway\'s pods to exportTo',
  };
}

/** @see https://github.com/istio/istio/blob/1.30.3/pilot/pkg/networking/core/route/route.go GetDestinationCluster */
function gatewayPortUndecided(facts: CanaryFacts): Finding {
  return {
    ...onVirtualService(facts, 'spec.http[0].route[0].destination.port'),
    code: 'SC0209',
    rule: 'gateway-port-undecided',
    severity: Severity.WARNING,
    message: `Service '${facts.service}' has the ports ${facts.undecidedPorts.join(' and ')}, any of which may be meant: `
      + 'a gateway takes the one with the number of its own port, and callers from outside get 503 where there is none',
    fix: 'let the gateway listen on the number of the port that is meant, or leave one port alone in the Service that carries requests',
  };
}

/** @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/ */
function connectionsUnsplit(facts: CanaryFacts): Finding {
  const { service, unsplitPorts: [first], unsplitPorts } = facts;
  const several = unsplitPorts.length > 1;
  return {
    ...onVirtualService(facts, 'spec.tcp'),
    code: 'SC0210',
    rule: 'connections-unsplit',
    severity: Severity.WARNING,
    message: `${several ? 'ports' : 'port'} ${unsplitPorts.join(' and ')} of Service '${service}' ${several ? 'carry' : 'carries'} connections that no route splits: `
      + 'they reach pods of both versions, whatever the weight is',
    fix: `name ${several ? 'them' : 'it'} in the routing, as tcpRoutes: [{ port: ${first} }], or tlsRoutes where it is named for TLS`,
  };
}

/** A Gateway's namespace, where it is known not to be among those that see the routes. */
function gatewaysWithoutRoutes({ exposure, exportTo, namespace }: CanaryFacts): string[] {
  if (!exportTo || exportTo.includes('*')) return [];
  const own = exportTo.includes('.') || namespace !== undefined && exportTo.includes(namespace);
  return (exposure.gateways ?? []).filter((gateway) => gateway !== MESH).filter((gateway) => {
    const [there, name] = gateway.split('/');
    const isOwn = name === undefined || there === namespace;
    return isOwn ? !own : !exportTo.includes(there);
  });
}

/** @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/trafficrouting.go reconcileTrafficRouting */
function writesUntilScaledDown(facts: CanaryFacts): Finding {
  const seconds = facts.strategy.abortScaleDownDelaySeconds!;
  return {
    ...onRollout(facts, 'spec.strategy.canary.abortScaleDownDelaySeconds'),
    code: 'SC0901',
    rule: 'abort-writes-until-scaled-down',
    severity: Severity.WARNING,
    message: `after an abort the controller points the canary Service back and forth for as long as the canary has pods, ${seconds} s: some ${WRITES_PER_SECOND * seconds} writes, `
      + 'while every other Rollout of this controller waits longer',
    fix: `leave out abortScaleDownDelay, for ${HARMLESS_ABORT_DELAY} s, or use Routing.subsets(), which has no canary Service`,
  };
}
