import { readBackground, RunReader } from './read-analyses';
import { readSteps } from './read-steps';
import { type RolloutModel, type RoutingModel, type Threshold } from './rollout-model';
import { type Reference } from '../manifest/bundle';
import { type Json, listAt, numberAt, objectAt, stringAt, valueAt } from '../manifest/json';
import { type Manifest } from '../manifest/manifest';
import { type Release } from '../manifest/release';

/** A Rollout that can be simulated, or why it cannot. */
export type ReadRollout = { readonly model: RolloutModel; readonly refusal?: undefined } | { readonly model?: undefined; readonly refusal: string };

const CANARY = ['spec', 'strategy', 'canary'];
const ROUTERS = ['alb', 'ambassador', 'apisix', 'appMesh', 'nginx', 'plugins', 'smi', 'traefik'];
const DEFAULT_DELAY = 30;
const DEFAULT_DEADLINE = 600;

/** Reads what the controller decides by; a Rollout with anything that is not modelled is refused. */
export function readRollout(release: Release): ReadRollout {
  const refusal = refusalOf(release.rollout) ?? missingTemplate(release);
  return refusal === undefined ? { model: modelOf(release) } : { refusal };
}

function modelOf(release: Release): RolloutModel {
  const { rollout, namespace, workload } = release;
  const spec = objectAt(rollout.object, 'spec');
  const canary = objectAt(rollout.object, ...CANARY);
  const abortDelay = numberAt(canary, 'abortScaleDownDelaySeconds');
  const runs = new RunReader(release);
  return {
    namespace,
    name: rollout.name,
    replicas: workload.replicas,
    minReady: milliseconds(numberAt(spec, 'minReadySeconds') ?? 0),
    progressDeadline: milliseconds(numberAt(spec, 'progressDeadlineSeconds') ?? DEFAULT_DEADLINE),
    progressDeadlineAbort: valueAt(spec, 'progressDeadlineAbort') === true,
    rollbackWindow: numberAt(spec, 'rollbackWindow', 'revisions') ?? 0,
    steps: readSteps(listAt(canary, 'steps'), runs),
    background: readBackground(release, runs),
    routing: routingOf(canary),
    dynamicStableScale: valueAt(canary, 'dynamicStableScale') === true,
    minPods: numberAt(canary, 'minPodsPerReplicaSet'),
    threshold: thresholdOf(canary),
    abortScaleDownDelay: abortDelay === 0 ? undefined : milliseconds(abortDelay ?? DEFAULT_DELAY),
    hasOwnAbortDelay: abortDelay !== undefined,
    scaleDownDelay: milliseconds(numberAt(canary, 'scaleDownDelaySeconds') ?? DEFAULT_DELAY),
  };
}

function routingOf(canary: Json | undefined): RoutingModel {
  return {
    hasStableService: Boolean(stringAt(canary, 'stableService')),
    hasCanaryService: Boolean(stringAt(canary, 'canaryService')),
    hasSubsets: objectAt(canary, 'trafficRouting', 'istio', 'destinationRule') !== undefined,
  };
}

/** Any other word than `Percent` is a number of pods. */
function thresholdOf(canary: Json | undefined): Threshold | undefined {
  const threshold = objectAt(canary, 'replicaProgressThreshold');
  return threshold && { isPercent: stringAt(threshold, 'type') === 'Percent', value: numberAt(threshold, 'value') ?? 0 };
}

function refusalOf({ object }: Manifest): string | undefined {
  if (objectAt(object, 'spec', 'strategy', 'blueGreen')) return 'blueGreen is not simulated, only canary with Istio';
  const canary = objectAt(object, ...CANARY);
  if (!canary) return 'it has no canary strategy';
  const routing = objectAt(canary, 'trafficRouting');
  const other = ROUTERS.find((router) => valueAt(routing, router) !== undefined && valueAt(routing, router) !== null);
  if (other !== undefined) return `trafficRouting.${other} is not simulated, only istio`;
  if (!objectAt(routing, 'istio')) return 'a canary without trafficRouting.istio is not simulated: its traffic follows its pods';
  if (objectAt(canary, 'pingPong')) return 'pingPong is not simulated';
  return undefined;
}

/** The controller would refuse the Rollout, too. */
function missingTemplate({ analyses }: Release): string | undefined {
  for (const { references } of analyses) {
    const missing = references.find(({ manifest }) => !manifest);
    if (missing) return `${missing.target.kind} '${missing.target.name}' is not among the manifests`;
    const circular = references.find(({ from, manifest }) => leadsTo(from, manifest!, references));
    if (circular) return `${circular.target.kind} '${circular.target.name}' is inside of itself`;
  }
  return undefined;
}

/** Whether a template is in another, at whatever depth. */
function leadsTo(sought: Manifest, start: Manifest, references: readonly Reference[]): boolean {
  const met = new Set([start]);
  for (const template of met) {
    if (template === sought) return true;
    for (const { from, manifest } of references) if (from === template && manifest) met.add(manifest);
  }
  return false;
}

function milliseconds(seconds: number): number {
  return seconds * 1000;
}
