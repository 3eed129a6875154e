import { type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type CanaryFacts, resolveCanary } from './canary-facts';
import { annotateConfigHash } from './config-hash';
import { readDeployment } from './deployment-facts';
import { registerCanary } from './duplicates';
import { findingsOf } from './findings';
import { type ControllerField, controllerFieldsOf } from './gitops/controller-fields';
import { HandOver, prepareHandOver, scaleDownOf } from './hand-over';
import { podHashExpression } from './hash-label';
import { templateDataOf } from './measured-template';
import { oncePerSynth } from './once-per-synth';
import { addAnalysisTemplate } from './resources/analysis-template';
import { addDeployment } from './resources/deployment';
import { addDestinationRule } from './resources/destination-rule';
import { addRollout } from './resources/rollout';
import { addService } from './resources/service';
import { managedRoutesOf } from './resources/step';
import { addTelemetry } from './resources/telemetry';
import { addVirtualService } from './resources/virtual-service';
import { PRIMARY_ROUTE } from './routing';
import { Siblings } from './siblings';
import { type SmartCanaryProps } from './smart-canary-props';
import { type Finding } from './validation/finding';

const STABLE = 'stable';
const CANARY = 'canary';

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

  /** The DestinationRule into whose subsets the controller writes the hashes. */
  public readonly destinationRule: ApiObject;

  /**
   * The headless Service of the stable pods.
   *
   * It carries no traffic: without it the controller stops working on a Rollout while any of its pods is not ready.
   *
   * @see https://github.com/argoproj/argo-rollouts/issues/4626
   */
  public readonly stableService: ApiObject;

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
    const { service, host, exportTo, trafficPolicy, workload } = facts;

    this.deployment = this.handOverDeployment(facts);
    if (facts.apexPort) {
      this.apexService = addService(this, 'ApexService', { name: service, selector: workload.labels, port: { name: facts.protocol, number: facts.apexPort } });
    }
    this.stableService = addService(this, 'StableService', { name: `${service}-stable`, selector: workload.labels });
    this.destinationRule = addDestinationRule(this, 'DestinationRule', {
      name: service, host, subsets: [CANARY, STABLE], labels: workload.labels, exportTo, trafficPolicy,
    });
    this.virtualService = facts.routedElsewhere ? undefined : addVirtualService(this, 'VirtualService', {
      name: service,
      ...facts.exposure,
      exportTo,
      host,
      route: PRIMARY_ROUTE,
      destinations: [{ subset: STABLE, weight: 100 }, { subset: CANARY, weight: 0 }],
      timeoutSeconds: facts.timeout,
      retries: facts.retries,
    });
    this.telemetry = this.addHashLabel(facts);
    this.analysisTemplate = facts.background?.own && addAnalysisTemplate(this, 'AnalysisTemplate', templateDataOf(facts.background.own));
    this.stepTemplates = Object.fromEntries(facts.inline.flatMap(({ name, own }) =>
      own ? [[name, addAnalysisTemplate(this, `AnalysisTemplate-${name}`, templateDataOf(own))]] : []));
    this.rollout = this.addRollout(facts);
    // One `kubectl apply` has to work: a subset before the route to it, everything before the Rollout.
    this.virtualService?.node.addDependency(new Siblings(this, (child) => child === this.destinationRule));
    this.rollout.node.addDependency(new Siblings(this, (child) => child !== this.rollout));
    if (facts.deployment) this.rollout.addDependency(facts.deployment);
    for (const { template } of facts.shared) this.rollout.addDependency(template);
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
      stableService: this.stableService.name,
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
      virtualServices: facts.virtualServices,
      destinationRule: this.destinationRule.name,
      stableSubset: STABLE,
      canarySubset: CANARY,
      analysis: background,
      steps: facts.steps,
    });
  }
}

/** What can be done only when the app is complete: the hash of its configuration, and a look at what has changed since. */
function checkDeployment(facts: CanaryFacts, deployment: ApiObject): string[] {
  annotateConfigHash(deployment);
  return changesSince(facts, deployment);
}

/** The bundle copies facts of the Deployment; one that has changed since would be released by stale ones. */
function changesSince({ workload }: CanaryFacts, deployment: ApiObject): string[] {
  const now = readDeployment(deployment);
  const fields = ['name', 'namespace', 'selector', 'minReadySeconds', 'progressDeadlineSeconds'] as const;
  const changed = fields.filter((field) => JSON.stringify(now[field]) !== JSON.stringify(workload[field]));
  if (changed.length === 0) return [];
  return [`Deployment '${workload.name}' must not change after its SmartCanary has read it, got other values of ${changed.join(', ')}; create the SmartCanary last`];
}
