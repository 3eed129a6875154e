import { type RunReader } from './read-analyses';
import { type CanaryScaleModel, type ExperimentModel, type PauseModel, type RouteModel, type StepModel } from './rollout-model';
import { type MetricPlan, type RunPlan } from './run-plan';
import { parseGoDuration } from '../manifest/go-duration';
import { type Json, type JsonList, type JsonObject, listAt, numberAt, objectAt, stringAt, valueAt } from '../manifest/json';
import { pauseSeconds } from '../manifest/pause-duration';

export function readSteps(steps: JsonList, runs: RunReader): StepModel[] {
  let scaleInForce: CanaryScaleModel | undefined;
  return steps.map((step, index) => {
    scaleInForce = canaryScaleOf(objectAt(step, 'setCanaryScale')) ?? scaleInForce;
    return { ...readStep(step, index, runs), scaleInForce };
  });
}

function readStep(step: Json, index: number, runs: RunReader): StepModel {
  return {
    text: textOf(step),
    pause: pauseOf(objectAt(step, 'pause')),
    canaryScale: canaryScaleOf(objectAt(step, 'setCanaryScale')),
    weight: numberAt(step, 'setWeight'),
    experiment: experimentOf(objectAt(step, 'experiment'), runs.requiredRunsOf(index)),
    analysis: objectAt(step, 'analysis') && { run: runs.runOfStep(index) },
    headerRoute: routeOf(objectAt(step, 'setHeaderRoute')),
    mirrorRoute: mirrorOf(objectAt(step, 'setMirrorRoute')),
    plugin: objectAt(step, 'plugin'),
  };
}

function pauseOf(pause: JsonObject | undefined): PauseModel | undefined {
  const duration = durationOf(pause);
  return pause && (duration === undefined ? {} : { duration: pauseSeconds(duration) * 1000 });
}

function durationOf(pause: JsonObject | undefined): number | string | undefined {
  const duration = valueAt(pause, 'duration');
  return typeof duration === 'number' || typeof duration === 'string' ? duration : undefined;
}

function canaryScaleOf(scale: JsonObject | undefined): CanaryScaleModel | undefined {
  return scale && { replicas: numberAt(scale, 'replicas'), weight: numberAt(scale, 'weight'), matchTrafficWeight: valueAt(scale, 'matchTrafficWeight') === true };
}

function experimentOf(experiment: JsonObject | undefined, required: readonly RunPlan[]): ExperimentModel | undefined {
  if (!experiment) return undefined;
  const { nanoseconds } = parseGoDuration(stringAt(experiment, 'duration') ?? '');
  const weight = listAt(experiment, 'templates').reduce<number>((sum, template) => sum + (numberAt(template, 'weight') ?? 0), 0);
  const least = Math.max(...required.map(leastTimeOf));
  const duration = nanoseconds === undefined ? undefined : Number(nanoseconds) / 1e6;
  return { weight, duration, ...Number.isFinite(least) ? { required: least } : {} };
}

/** Until the last of its metrics is over, in milliseconds; infinite where one never is. */
function leastTimeOf({ metrics }: RunPlan): number {
  return Math.max(0, ...metrics.filter(({ isDryRun }) => !isDryRun).map(leastTimeOfMetric));
}

function leastTimeOfMetric({ initialDelay = 0, interval = 0, count = Infinity, consecutiveSuccessLimit }: MetricPlan): number {
  const measurements = Math.min(count, consecutiveSuccessLimit || Infinity);
  return measurements === Infinity ? Infinity : initialDelay + (measurements - 1) * interval;
}

function routeOf(route: JsonObject | undefined): RouteModel | undefined {
  return route && { name: stringAt(route, 'name') ?? '', isRemoved: listAt(route, 'match').length === 0 };
}

/** All of them where no percentage is given. */
function mirrorOf(mirror: JsonObject | undefined): RouteModel | undefined {
  const route = routeOf(mirror);
  return route && { ...route, mirrored: (numberAt(mirror, 'percentage') ?? 100) / 100 };
}

/** @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/rollout/rolloututil.go */
function textOf(step: Json): string {
  const weight = numberAt(step, 'setWeight');
  if (weight !== undefined) return `setWeight: ${weight}`;
  const pause = objectAt(step, 'pause');
  if (pause) return ['pause', durationOf(pause)].filter((part) => part !== undefined).join(': ');
  if (objectAt(step, 'experiment')) return 'experiment';
  if (objectAt(step, 'analysis')) return 'analysis';
  const scale = canaryScaleOf(objectAt(step, 'setCanaryScale'));
  if (scale) return scaleText(scale);
  for (const kind of ['plugin', 'setHeaderRoute', 'setMirrorRoute']) {
    const part = objectAt(step, kind);
    if (part) return `${kind}: ${stringAt(part, 'name') ?? ''}`;
  }
  return 'invalid';
}

function scaleText({ weight, replicas, matchTrafficWeight }: CanaryScaleModel): string {
  if (weight !== undefined) return `setCanaryScale{weight: ${weight}}`;
  if (matchTrafficWeight) return 'setCanaryScale{matchTrafficWeight: true}';
  return `setCanaryScale{replicas: ${replicas ?? ''}}`;
}
