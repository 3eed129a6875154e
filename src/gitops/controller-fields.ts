/**
 * A field that a controller writes into an object that is in Git.
 *
 * The terms are those of Argo CD's `ignoreDifferences`.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/
 */
export interface ControllerField {
  /** API group of the object, empty for the core group. */
  readonly group: string;

  /** Kind of the object. */
  readonly kind: string;

  /** Name of the object. */
  readonly name: string;

  /**
   * Namespace of the object.
   *
   * @default - not known here
   */
  readonly namespace?: string;

  /**
   * The field, as a path of jq.
   *
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/
   */
  readonly jqPathExpression: string;

  /** Who writes it, and when. */
  readonly reason: string;
}

/** What decides which fields are written. */
export interface BundleFacts {
  readonly namespace?: string;
  /** Name of Rollout and DestinationRule. */
  readonly service: string;
  /** Left out where somebody has taken it out of the bundle. */
  readonly stableService?: string;
  /** The canary's, where it carries traffic: there is no DestinationRule then. */
  readonly canaryService?: string;
  /** The VirtualServices with the routes whose weights move; a namespace where it is another. */
  readonly virtualServices: {
    readonly name: string;
    readonly namespace?: string;
    readonly routes: string[];
    readonly tcpRoutes: { readonly port: number }[];
    readonly tlsRoutes: { readonly port?: number; readonly sniHosts: string[] }[];
  }[];
  /** The routes that come and go during a release. */
  readonly managedRoutes: string[];
  /** The pods of experiments that take a share of the requests: index of the step, name in the experiment, and of the Service where it is given. */
  readonly experiments: { readonly step: number; readonly template: string; readonly service?: string }[];
  /** The Deployment that the controller scales down. */
  readonly scaledDown?: string;
  /** Whether an autoscaler writes the Rollout's replicas. */
  readonly autoscaled: boolean;
}

const HASH = '"rollouts-pod-template-hash"';
const MANAGED_BY = '.metadata.annotations["argo-rollouts.argoproj.io/managed-by-rollouts"]';

/**
 * Lists the fields of a bundle that belong to a controller and not to Git.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/#integrating-with-gitops
 */
export function controllerFieldsOf(facts: BundleFacts): ControllerField[] {
  const { namespace, service, stableService, canaryService } = facts;
  return [
    ...facts.virtualServices.flatMap((virtualService) => virtualServiceFields(virtualService, facts)),
    ...canaryService === undefined ? destinationRuleFields(service, facts) : serviceFields(canaryService, namespace, 'the canary'),
    ...stableService === undefined ? [] : serviceFields(stableService, namespace, 'stable'),
    ...facts.scaledDown ? [{ group: 'apps', kind: 'Deployment', name: facts.scaledDown, namespace, jqPathExpression: '.spec.replicas', reason: 'Argo Rollouts scales the Deployment down when it takes over its pods' }] : [],
    ...facts.autoscaled ? [{ group: 'argoproj.io', kind: 'Rollout', name: service, namespace, jqPathExpression: '.spec.replicas', reason: 'the autoscaler sets the number of pods' }] : [],
  ];
}

function destinationRuleFields(name: string, { namespace, experiments }: BundleFacts): ControllerField[] {
  const destinationRule = { group: 'networking.istio.io', kind: 'DestinationRule', name, namespace };
  return [
    { ...destinationRule, jqPathExpression: `.spec.subsets[].labels[${HASH}]`, reason: 'Argo Rollouts writes into each subset which ReplicaSet it selects' },
    ...experiments.map((experiment) => ({
      ...destinationRule,
      jqPathExpression: `.spec.subsets[] | select(${isOf(experiment, '.name', name)})`,
      reason: 'Argo Rollouts adds a subset for pods of an experiment and removes it',
    })),
    { ...destinationRule, jqPathExpression: MANAGED_BY, reason: 'Argo Rollouts marks what it has written to' },
  ];
}

function serviceFields(name: string, namespace: string | undefined, version: string): ControllerField[] {
  const service = { group: '', kind: 'Service', name, namespace };
  return [
    { ...service, jqPathExpression: `.spec.selector[${HASH}]`, reason: `Argo Rollouts writes which ReplicaSet is ${version}` },
    { ...service, jqPathExpression: MANAGED_BY, reason: 'Argo Rollouts marks what it has written to' },
  ];
}

function virtualServiceFields({ name, namespace, routes, tcpRoutes, tlsRoutes }: BundleFacts['virtualServices'][number], facts: BundleFacts): ControllerField[] {
  const virtualService = { group: 'networking.istio.io', kind: 'VirtualService', name, namespace: namespace ?? facts.namespace };
  const weighted = [
    ...routes.map((route) => `.spec.http[] | select(.name == "${route}")`),
    ...tlsRoutes.map(({ port = null, sniHosts }) => `.spec.tls[] | select(any(.match[]; .port == ${port} and (.sniHosts | sort) == ${JSON.stringify([...sniHosts].sort())}))`),
    ...tcpRoutes.map(({ port }) => `.spec.tcp[] | select(any(.match[]; .port == ${port}))`),
  ].map((route) => ({ ...virtualService, jqPathExpression: `${route} | .route[].weight`, reason: 'Argo Rollouts moves the weights during a release' }));
  const managed = facts.managedRoutes.map((route) => ({
    ...virtualService,
    jqPathExpression: `.spec.http[] | select(.name == "${route}")`,
    reason: 'Argo Rollouts adds this route during a release and removes it',
  }));
  const experiments = routes.flatMap((route) => facts.experiments.map((experiment) => ({
    ...virtualService,
    jqPathExpression: `.spec.http[] | select(.name == "${route}") | .route[] | select(${isOf(experiment, '.destination.host', facts.service)})`,
    reason: 'Argo Rollouts adds a destination for pods of an experiment and removes it',
  })));
  return [...weighted, ...managed, ...experiments];
}

/**
 * Whether a field holds the name of the Service of an experiment's pods: the experiment is called after the Rollout, its hash, its revision and the step.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/experiment.go GetExperimentFromTemplate
 */
function isOf({ step, template, service }: BundleFacts['experiments'][number], field: string, rollout: string): string {
  return service === undefined ? `${field} | test("^${rollout}-[a-z0-9]+-[0-9]+-${step}-${template}$")` : `${field} == "${service}"`;
}
