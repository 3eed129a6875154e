import { type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { resolveAcceptances } from './acceptances';
import { checkCanary } from './app-check';
import { applyAfter, findTurnedRound } from './apply-order';
import { type CanaryCheck } from './canary-check';
import { type CanaryFacts, resolveCanary } from './canary-facts';
import { annotateConfigHash } from './config-hash';
import { type DeploymentFacts, factsOfManifest } from './deployment-facts';
import { registerCanary } from './duplicates';
import { findingsOf } from './findings';
import { type ControllerField, controllerFieldsOf } from './gitops/controller-fields';
import { HandOver, prepareHandOver, scaleDownOf } from './hand-over';
import { podHashExpression } from './hash-label';
import { hostPortsChanged } from './host-ports';
import { templateDataOf } from './measured-template';
import { oncePerSynth } from './once-per-synth';
import { addAnalysisTemplate } from './resources/analysis-template';
import { addDeployment } from './resources/deployment';
import { addDestinationRule } from './resources/destination-rule';
import { addRollout } from './resources/rollout';
import { addService, type ServicePortData } from './resources/service';
import { managedRoutesOf } from './resources/step';
import { addTelemetry } from './resources/telemetry';
import { addVirtualService } from './resources/virtual-service';
import { CANARY, STABLE } from './routing-facts';
import { type SmartCanaryProps } from './smart-canary-props';
import { type AcceptedFinding, type Finding } from './validation/finding';

/**
 * A canary release for Argo Rollouts, Istio and Prometheus: one complete bundle.
 *
 * The ids of its children are the names of its properties in PascalCase.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/
 */
export class SmartCanary extends Construct {
  /** The Rollout. */
  public readonly rollout: ApiObject;

  /** The VirtualService whose weights the controller moves, where it is made here. */
  public readonly virtualService?: ApiObject;

  /** The DestinationRule into whose subsets the controller writes the hashes, but not with `Routing.hosts`. */
  public readonly destinationRule?: ApiObject;

  /**
   * The Service of the stable pods.
   *
   * With `Routing.hosts` it carries their traffic. Otherwise it is headless and carries none:
   * without it the controller stops working on a Rollout while any of its pods is not ready.
   *
   * @see https://github.com/argoproj/argo-rollouts/issues/4626
   */
  public readonly stableService: ApiObject;

  /** The Service of the canary's pods, with `Routing.hosts`. */
  public readonly canaryService?: ApiObject;

  /** The Deployment, where the workload is in this app. */
  public readonly deployment?: ApiObject;

  /** The apex Service, where the canary makes it. */
  public readonly apexService?: ApiObject;

  /** The Telemetry that labels metrics with the pod template hash, where `HashLabel.telemetry` is used. */
  public readonly telemetry?: ApiObject;

  /** The AnalysisTemplate or ClusterAnalysisTemplate, where there are thresholds. */
  public readonly analysisTemplate?: ApiObject;

  /** The templates of the analyses in steps, by name, where they have thresholds of their own. */
  public readonly stepTemplates: { [name: string]: ApiObject };

  private readonly facts: CanaryFacts;
  private readonly check: CanaryCheck;

  /**
   * Adds a canary to a chart.
   *
   * @param scope a chart, or a construct in one
   * @param id name of the construct in its scope
   * @param props what the canary is and does
   */
  constructor(scope: Construct, id: string, props: SmartCanaryProps) {
    super(scope, id);
    const facts = this.facts = resolveCanary(this, props);
    const acceptances = resolveAcceptances(props.accept);
    registerCanary(this, facts.service);
    const { service, exportTo, workload } = facts;

    this.deployment = this.handOverDeployment(facts);
    if (facts.apexPort) this.apexService = addService(this, 'ApexService', { name: service, selector: workload.labels, ports: [facts.apexPort] });
    this.stableService = addService(this, 'StableService', { name: `${service}-${STABLE}`, selector: workload.labels, ports: facts.hostPorts });
    this.canaryService = facts.hostPorts && this.addCanaryService(facts, facts.hostPorts);
    this.destinationRule = facts.hostPorts ? undefined : addDestinationRule(this, 'DestinationRule', {
      name: service, host: facts.host, subsets: [CANARY, STABLE], labels: workload.labels, exportTo, trafficPolicy: facts.trafficPolicy,
    });
    this.virtualService = facts.routedElsewhere ? undefined : this.addVirtualService(facts);
    this.telemetry = this.addHashLabel(facts);
    this.analysisTemplate = facts.background?.own && addAnalysisTemplate(this, 'AnalysisTemplate', templateDataOf(facts.background.own));
    this.stepTemplates = Object.fromEntries(facts.inline.flatMap(({ name, own }) =>
      own ? [[name, addAnalysisTemplate(this, `AnalysisTemplate-${name}`, templateDataOf(own))]] : []));
    this.rollout = this.addRollout(facts);
    // One `kubectl apply` has to work: a destination before the route to it, everything before the Rollout.
    const destinations: unknown[] = [this.destinationRule, this.stableService, this.canaryService];
    if (this.virtualService) applyAfter(this.virtualService, (sibling) => destinations.includes(sibling));
    applyAfter(this.rollout, (sibling) => sibling !== this.rollout);
    this.node.addValidation({ validate: oncePerSynth(() => findTurnedRound(this)) });
    if (facts.deployment) this.rollout.addDependency(facts.deployment);
    for (const { template } of facts.shared) this.rollout.addDependency(template);
    this.check = checkCanary({
      construct: this,
      takenOver: [facts.deployment, facts.existingApex].filter((object) => object !== undefined),
      clusterDomain: facts.clusterDomain,
      rollout: this.rollout,
      assumed: facts.assumedWorld,
      acceptances,
      saysItself: () => findingsOf(facts),
    });
  }

  /**
   * What there is to say about this canary, but for what is accepted.
   *
   * After a synth that includes what the API server, Argo Rollouts and Istio would refuse in its objects, and each acceptance that is of no use.
   */
  public get findings(): Finding[] {
    return [...this.check.verdict.findings];
  }

  /** The findings that are accepted, each with the reason. */
  public get accepted(): AcceptedFinding[] {
    return [...this.check.verdict.accepted];
  }

  /** The fields of this bundle that controllers write, for the rules of a GitOps tool. */
  public get controllerFields(): ControllerField[] {
    const { namespace, service, virtualServices, workload, steps, handOver, autoscaled } = this.facts;
    return controllerFieldsOf({
      namespace,
      service,
      stableService: this.node.tryFindChild('StableService') && this.stableService.name,
      canaryService: this.canaryService?.name,
      virtualServices,
      experiments: steps.flatMap(({ experiment }, step) => experiment?.templates.filter(({ weight }) => weight !== undefined)
        .map(({ name, service: own }) => ({ step, template: name, service: own })) ?? []),
      managedRoutes: (managedRoutesOf(steps) ?? []).map(({ name }) => name),
      scaledDown: handOver === HandOver.PROGRESSIVE ? workload.name : undefined,
      autoscaled,
    });
  }

  private handOverDeployment(facts: CanaryFacts): ApiObject | undefined {
    const { workload, image, protocol } = facts;
    const deployment = image === undefined
      ? facts.deployment
      : addDeployment(this, 'Deployment', { name: workload.name, labels: workload.labels, image, portName: protocol, port: workload.ports[0].number });
    if (!deployment) return undefined;
    prepareHandOver(facts.handOver, deployment);
    if (facts.deployment) this.node.addValidation({ validate: oncePerSynth(() => checkDeployment(facts, deployment)) });
    return deployment;
  }

  private addCanaryService({ service, workload, existingApex }: CanaryFacts, ports: ServicePortData[]): ApiObject {
    if (existingApex) this.node.addValidation({ validate: oncePerSynth(() => hostPortsChanged(existingApex, ports)) });
    return addService(this, 'CanaryService', { name: `${service}-${CANARY}`, selector: workload.labels, ports });
  }

  private addVirtualService(facts: CanaryFacts): ApiObject {
    const { exposure: { hosts, gateways }, exportTo, destinations, requestPort, timeout, retries } = facts;
    const { name, routes, tcpRoutes, tlsRoutes } = facts.virtualServices[0];
    return addVirtualService(this, 'VirtualService', {
      name, hosts, gateways, exportTo, destinations, routes, requestPort, timeoutSeconds: timeout, retries, tcpRoutes, tlsRoutes,
    });
  }

  private addHashLabel({ service, workload, hashLabel, istioMinor, thresholds }: CanaryFacts): ApiObject | undefined {
    if (!hashLabel._emitted || thresholds.length === 0) return undefined;
    return addTelemetry(this, 'Telemetry', {
      name: service,
      selector: workload.labels,
      metricLabel: hashLabel._name!,
      value: podHashExpression(istioMinor),
    });
  }

  private addRollout(facts: CanaryFacts): ApiObject {
    const { service, workload, background } = facts;
    return addRollout(this, 'Rollout', {
      name: service,
      replicas: facts.autoscaled ? undefined : facts.replicas,
      deployment: workload.name,
      scaleDown: scaleDownOf(facts.handOver),
      selector: workload.selector,
      minReadySeconds: workload.minReadySeconds,
      strategy: facts.strategy,
      stableService: this.stableService.name,
      canaryService: this.canaryService?.name,
      virtualServices: facts.virtualServices,
      destinationRule: this.destinationRule && { name: this.destinationRule.name, canarySubsetName: CANARY, stableSubsetName: STABLE },
      analysis: background,
      steps: facts.steps,
    });
  }
}

/** What can be done only when the app is complete: the hash of its configuration, and a look at what has changed since. */
function checkDeployment(facts: CanaryFacts, deployment: ApiObject): string[] {
  // Rendered once: the hash touches nothing but an annotation of the pods.
  const manifest = deployment.toJson();
  annotateConfigHash(deployment, manifest);
  return changesSince(facts, factsOfManifest(manifest));
}

/** The bundle copies facts of the Deployment; one that has changed since would be released by stale ones. */
function changesSince({ workload }: CanaryFacts, now: DeploymentFacts): string[] {
  const fields = ['name', 'namespace', 'selector', 'minReadySeconds', 'progressDeadlineSeconds'] as const;
  const changed = fields.filter((field) => JSON.stringify(now[field]) !== JSON.stringify(workload[field]));
  if (changed.length === 0) return [];
  return [`Deployment '${workload.name}' must not change after its SmartCanary has read it, got other values of ${changed.join(', ')}; create the SmartCanary last`];
}
