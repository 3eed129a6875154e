import { type Duration } from 'cdk8s';
import { type DeploymentFacts } from './deployment-facts';
import { requireInteger } from './integers';
import { type ReleasedPods } from './planning/release-course';
import { requirePodTemplateMetadata } from './pod-template-metadata';
import { requireReachable } from './replica-progress-threshold';
import { type StrategyData } from './resources/rollout';
import { type StepData } from './resources/step';
import { wholeSeconds } from './seconds';
import { type SmartCanaryProps } from './smart-canary-props';

/** What the strategy has to fit, besides itself. */
export interface StrategyContext {
  readonly workload: DeploymentFacts;
  readonly replicas: number;
  readonly steps: StepData[];
  /** From a pod's creation until it is available, minReadySeconds included, in seconds. */
  readonly podStartup: number;
}

const DEFAULT_PROGRESS_DEADLINE = 600;
/** Argo Rollouts' own. */
const DEFAULT_REVISION_HISTORY_LIMIT = 10;

/** Checks what the props say about the Rollout's strategy, one by one and together. */
export function resolveStrategy(props: SmartCanaryProps, context: StrategyContext): StrategyData {
  requireInteger('minPodsPerReplicaSet', props.minPodsPerReplicaSet, 1, 'leave it out for no minimum');
  requireInteger('rollbackWindow', props.rollbackWindow, 1, 'leave it out for no window');
  requireInteger('revisionHistoryLimit', props.revisionHistoryLimit, 0, 'give the number of old ReplicaSets to keep');
  requireDynamicStableScale(props);
  requireEnoughReplicas(props, context.replicas);
  requireHistoryForWindow(props);
  const threshold = props.replicaProgressThreshold?._data;
  if (threshold) requireReachable(threshold, context.steps, context.replicas, props.minPodsPerReplicaSet ?? 1);
  if (props.stableMetadata) requirePodTemplateMetadata('stableMetadata', props.stableMetadata, context.workload);
  if (props.canaryMetadata) requirePodTemplateMetadata('canaryMetadata', props.canaryMetadata, context.workload);
  return {
    progressDeadlineSeconds: resolveProgressDeadline(props.progressDeadline, context),
    revisionHistoryLimit: props.revisionHistoryLimit,
    rollbackWindow: props.rollbackWindow,
    // With 0 the controller never scales down, and looks again at once, without end. @see https://github.com/argoproj/argo-rollouts/issues/1992
    scaleDownDelaySeconds: props.scaleDownDelay && wholeSeconds('scaleDownDelay', props.scaleDownDelay, 1),
    // With 0 the pods go before the proxies know. @see https://github.com/argoproj/argo-rollouts/issues/1841
    abortScaleDownDelaySeconds: props.abortScaleDownDelay && wholeSeconds('abortScaleDownDelay', props.abortScaleDownDelay, 1),
    dynamicStableScale: props.dynamicStableScale,
    minPodsPerReplicaSet: props.minPodsPerReplicaSet,
    replicaProgressThreshold: threshold,
    stableMetadata: props.stableMetadata,
    canaryMetadata: props.canaryMetadata,
    antiAffinity: props.antiAffinity?._data,
  };
}

/** How the pods of a release come, by its strategy. */
export function releasedPods({ dynamicStableScale, minPodsPerReplicaSet, replicaProgressThreshold }: StrategyData, pods: ReleasedPods): ReleasedPods {
  return {
    ...pods,
    dynamicStableScale,
    minPods: minPodsPerReplicaSet,
    enough: replicaProgressThreshold && { isPercent: replicaProgressThreshold.type === 'Percent', value: replicaProgressThreshold.value },
  };
}

/** What a dynamic stable scale cannot be combined with: an abort would not end, or the controller refuses the Rollout. */
function requireDynamicStableScale({ dynamicStableScale, scaleDownDelay, abortScaleDownDelay, minPodsPerReplicaSet }: SmartCanaryProps): void {
  if (!dynamicStableScale) return;
  // Upstream refuses it too. @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/apis/rollouts/validation/validation.go ValidateRolloutStrategyCanary
  if (scaleDownDelay) {
    throw new Error('\'scaleDownDelay\' must be left out with dynamicStableScale, got both; Argo Rollouts refuses them, for no stable pods are left to keep: leave out one of them');
  }
  // The canary keeps its pods until stable has all of its own, and stable gets no more while the canary keeps its pods.
  if (abortScaleDownDelay) throw new Error(endlessAbort('abortScaleDownDelay', 4898));
  // The weight follows the canary's pods down, and those stop at the minimum.
  if (minPodsPerReplicaSet !== undefined) throw new Error(endlessAbort('minPodsPerReplicaSet', 4841));
}

function endlessAbort(property: string, issue: number): string {
  return `'${property}' must be left out with dynamicStableScale, got both; an aborted canary would keep pods and requests for ever `
    + `(https://github.com/argoproj/argo-rollouts/issues/${issue}): leave out one of them`;
}

/** More pods than replicas never come to rest. @see https://github.com/argoproj/argo-rollouts/issues/4566 */
function requireEnoughReplicas({ minPodsPerReplicaSet = 0 }: SmartCanaryProps, replicas: number): void {
  if (minPodsPerReplicaSet <= replicas) return;
  throw new Error(`'minPodsPerReplicaSet' must be at most the ${replicas} replicas, got ${minPodsPerReplicaSet}; the stable pods would never be as many as wanted: lower it, or raise replicas`);
}

/** What is older than the history is a new revision. @see https://argo-rollouts.readthedocs.io/en/stable/features/rollback/ */
function requireHistoryForWindow({ rollbackWindow = 0, revisionHistoryLimit }: SmartCanaryProps): void {
  const limit = revisionHistoryLimit ?? DEFAULT_REVISION_HISTORY_LIMIT;
  if (rollbackWindow <= limit) return;
  throw new Error(
    `'rollbackWindow' must be at most revisionHistoryLimit, ${limit}${revisionHistoryLimit === undefined ? ' by default' : ''}, got ${rollbackWindow}; `
    + `a revision whose ReplicaSet is gone goes through all steps: lower it, or set revisionHistoryLimit: ${rollbackWindow}`,
  );
}

/**
 * Upstream refuses a deadline that is not above minReadySeconds; one within the rest of the start-up aborts every release.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/apis/rollouts/validation/validation.go ValidateRolloutSpec
 */
function resolveProgressDeadline(given: Duration | undefined, { workload, podStartup }: StrategyContext): number {
  const seconds = given ? wholeSeconds('progressDeadline', given, 1) : workload.progressDeadlineSeconds;
  if (seconds === undefined) return Math.max(DEFAULT_PROGRESS_DEADLINE, 2 * podStartup);
  if (seconds > podStartup) return seconds;
  const subject = given ? '\'progressDeadline\'' : `'progressDeadlineSeconds' of Deployment '${workload.name}'`;
  throw new Error(
    `${subject} must be above the pods' start-up of ${podStartup} s (traffic.podStartup and minReadySeconds), got ${seconds}${given ? ' s' : ''}; `
    + 'every release would be aborted as stuck: raise it',
  );
}
