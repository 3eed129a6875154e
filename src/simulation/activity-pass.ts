import { currentStep, isAborted, type Pass } from './pass';
import { phaseOf } from './rollout-phase';
import { type Activity, pauseOf } from './rollout-status';

/** How long an experiment or a plugin takes, and how it ends: nobody can know from manifests. */
export interface ActivityScript {
  /** In milliseconds. @default - what the manifests say */
  readonly duration?: number;
  readonly outcome: Activity['outcome'];
}

/**
 * Starts the experiment of the step at hand, and obeys its outcome.
 *
 * It is over with the last of the analyses that are required for completion, or else after its duration.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/experiment.go
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/experiments/experiment.go calculateStatus
 */
export function reconcileExperiment(pass: Pass, script: ActivityScript, podStartup: number): void {
  const { status, next, stableSet, at } = pass;
  if (isAborted(pass) || status.promoteFull) return;
  next.experiment = status.experiment;
  if (pauseOf(status, 'InconclusiveExperiment') || pauseOf(status, 'InconclusiveAnalysisRun')) return;
  const step = status.index ?? 0;
  const experiment = currentStep(pass)?.experiment;
  if (!experiment || !stableSet) {
    next.experiment = undefined;
    return;
  }
  if (status.experiment?.step !== step) {
    const runningAt = at + podStartup;
    const { required, duration = script.duration ?? 0 } = experiment;
    const endsAt = runningAt + (required === undefined ? duration : script.duration ?? required);
    next.experiment = { step, startedAt: at, runningAt, endsAt, outcome: script.outcome };
  }
  obey(pass, next.experiment);
}

/**
 * Runs the plugin of the step at hand; it does so only while the Rollout progresses.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/stepplugin.go
 */
export function reconcilePlugin(pass: Pass, script: ActivityScript): void {
  const { status, next, at, model } = pass;
  if (isAborted(pass) || status.promoteFull) return;
  const step = status.index ?? 0;
  if (!currentStep(pass)?.plugin) return;
  next.plugin = status.plugin?.step === step ? status.plugin : undefined;
  if (phaseOf(status, model) !== 'Progressing') return;
  next.plugin ??= { step, startedAt: at, runningAt: at, endsAt: at + (script.duration ?? 0), outcome: script.outcome };
  if (next.plugin.endsAt <= at && next.plugin.outcome !== 'Successful') pass.abort.reason = `Step Plugin ${step + 1} failed`;
}

export function isDone(activity: Activity | undefined, at: number): boolean {
  return activity !== undefined && activity.endsAt <= at && activity.outcome === 'Successful';
}

function obey({ at, abort, pauses }: Pass, experiment: Activity | undefined): void {
  if (!experiment || experiment.endsAt > at) return;
  if (experiment.outcome === 'Inconclusive') pauses.added.push('InconclusiveExperiment');
  if (experiment.outcome === 'Failed' || experiment.outcome === 'Error') abort.reason = 'Experiment analysis phase is error/failed';
}
