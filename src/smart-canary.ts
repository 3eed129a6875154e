import { type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { applyAfter, findTurnedRound } from './apply-order';
import { type CanaryFacts, resolveCanary } from './canary-facts';
import { annotateConfigHash } from './config-hash';
import { type DeploymentFacts, factsOfManifest } from './deployment-facts';
import { registerCanary } from './duplicates';
import { findingsOf } from './findings';
import { type ControllerField, controllerFieldsOf } from './gitops/controller-fields';
import { HandOver, prepareHandOver, scaleDownOf } from './hand-over';
import { podHashExpression } from './hash-label';
import { hostPortsChanged } from './host-ports';
import { CANARY_HASH, NAMESPACE } from './istio-query';
import { oncePerSynth } from './once-per-synth';
import { builtInArgsOf } from './query-args';
import { addAnalysisTemplate } from './resources/analysis-template';
import { addDeployment } from './resources/deployment';
import { addDestinationRule } from './resources/destination-rule';
import { goDuration } from './resources/duration';
import { addRollout, type ArgumentData } from './resources/rollout';
import { addService, type ServicePortData } from './resources/service';
import { managedRoutesOf } from './resources/step';
import { addTelemetry } from './resources/telemetry';
import { addVirtualService } from './resources/virtual-service';
import { CANARY, STABLE } from './routing-facts';
import { type SmartCanaryProps } from './smart-canary-props';
import { type RenderedMetric } from './threshold-data';
import { type Finding } from './validation/finding';

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

  private readonly facts: CanaryFacts;

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
    registerCanary(this, facts.service);
    const { service, exportTo, workload } = facts;

    this.deployment = this.handOverDeployment(facts);
    if (facts.apexPort) this.apexService = addService(this, 'ApexService', { name: service, selector: workload.labels, ports: [facts.apexPort] });
    this.stableService = addService(this, 'StableService', { name: `${service}-${STABLE}`, selector: workload.labels, ports: facts.hostPorts });
    this.canaryService = facts.hostPorts && this.addCanaryService(facts, facts.hostPorts);
    this.destinationRule = facts.hostPorts ? undefined : addDestinationRule(this, 'DestinationRule', {
      name: service, host: facts.host, subsets: [CANARY, STABLE], labels: workload.labels, exportTo, trafficPolicy: facts.trafficPolicy,
    });
    this.virtualService = facts.routedElsewhere ? undefined : addVirtualService(this, 'VirtualService', {
      ...facts.exposure,
      ...facts.virtualServices[0],
      exportTo,
      destinations: facts.destinations,
      requestPort: facts.requestPort,
      timeoutSeconds: facts.timeout,
      retries: facts.retries,
    });
    this.telemetry = this.addHashLabel(facts);
    const metrics = renderMetrics(facts);
    const args = analysisArgs(facts, metrics);
    this.analysisTemplate = this.addTemplate(facts, metrics, args);
    this.rollout = this.addRollout(facts, args);
    // One `kubectl apply` has to work: a destination before the route to it, everything before the Rollout.
    const destinations: unknown[] = [this.destinationRule, this.stableService, this.canaryService];
    if (this.virtualService) applyAfter(this.virtualService, (sibling) => destinations.includes(sibling));
    applyAfter(this.rollout, (sibling) => sibling !== this.rollout);
    this.node.addValidation({ validate: oncePerSynth(() => findTurnedRound(this)) });
    if (facts.deployment) this.rollout.addDependency(facts.deployment);
  }

  /** What there is to say about this canary. */
  public get findings(): Finding[] {
    return findingsOf(this.facts);
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

  private addHashLabel({ service, workload, hashLabel, istioMinor, thresholds }: CanaryFacts): ApiObject | undefined {
    if (!hashLabel._emitted || thresholds.length === 0) return undefined;
    return addTelemetry(this, 'Telemetry', {
      name: service,
      selector: workload.labels,
      metricLabel: hashLabel._name!,
      value: podHashExpression(istioMinor),
    });
  }

  private addTemplate(facts: CanaryFacts, metrics: RenderedMetric[], args: ArgumentData[]): ApiObject | undefined {
    if (metrics.length === 0) return undefined;
    const { clusterScope, numbers, template } = facts;
    return addAnalysisTemplate(this, 'AnalysisTemplate', {
      name: facts.templateName,
      clusterScope,
      args: [...args.map(({ name }) => ({ name })), ...facts.prometheus.secrets],
      metrics,
      prometheus: facts.prometheus,
      initialDelaySeconds: numbers.initialDelay,
      intervalSeconds: numbers.interval,
      failureLimit: numbers.failureLimit,
      ...template,
    });
  }

  private addRollout(facts: CanaryFacts, args: ArgumentData[]): ApiObject {
    const { service, workload } = facts;
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
      analysis: this.analysisTemplate && {
        templateName: this.analysisTemplate.name,
        clusterScope: facts.clusterScope,
        startingStep: facts.numbers.startingStep,
        args,
      },
      steps: facts.steps,
    });
  }
}

function renderMetrics({ thresholds, protocol, hashLabel, numbers, timeout }: CanaryFacts): RenderedMetric[] {
  const scope = { protocol, hashLabel: hashLabel._name ?? '', window: goDuration(numbers.window), timeout: timeout !== undefined };
  return thresholds.map((threshold) => threshold._render(scope));
}

/** The template declares these arguments and the Rollout fills them in. */
function analysisArgs({ thresholds }: CanaryFacts, metrics: RenderedMetric[]): ArgumentData[] {
  const sources: { [name: string]: ArgumentData } = {
    [CANARY_HASH]: { name: CANARY_HASH, podTemplateHash: 'Latest' },
    [NAMESPACE]: { name: NAMESPACE, fieldPath: 'metadata.namespace' },
  };
  const own = new Map(thresholds.flatMap(({ _args }) => Object.entries(_args)));
  return [...builtInArgsOf(metrics).map((name) => sources[name]), ...[...own].map(([name, value]) => ({ name, value }))];
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
