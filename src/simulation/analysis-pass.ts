import { type Pass, currentStep, isAborted, isWithinRollbackWindow } from './pass';
import { type CurrentRun, isFullyPromoted, pauseOf } from './rollout-status';
import { type RunPlan } from './run-plan';

/** Makes a run and gives it to the controller of runs. */
export type CreateRun = (plan: RunPlan, step?: number) => CurrentRun;

/**
 * Creates the runs that are due, ends those that are not wanted, and aborts or pauses by what they came to.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/analysis.go
 */
export function reconcileAnalyses(pass: Pass, create: CreateRun): void {
  const { status, next, runs } = pass;
  if (isSkipped(pass)) {
    next.background = status.background;
    next.stepRun = status.stepRun;
    terminate(pass, runs);
    return;
  }
  next.stepRun = stepRun(pass, create);
  next.background = backgroundRun(pass, create);
  const current = [status.stepRun, status.background, next.stepRun, next.background];
  terminate(pass, runs.filter((run) => !current.includes(run)));
}

function isSkipped(pass: Pass): boolean {
  const { status, newSet } = pass;
  const isGoing = newSet.scaleDownDeadline !== undefined;
  return isAborted(pass) || status.promoteFull || isGoing || status.stable === undefined || isWithinRollbackWindow(pass);
}

function stepRun(pass: Pass, create: CreateRun): CurrentRun | undefined {
  const { status } = pass;
  const current = status.stepRun;
  if (status.pauses.length > 0 || status.aborted) return current;
  const plan = currentStep(pass)?.analysis?.run;
  const index = status.index ?? 0;
  if (!plan || (current && current.step !== index)) {
    if (current) terminate(pass, [current]);
    return undefined;
  }
  if (needsNewRun(current, pass)) return create(plan, index);
  obey(pass, current, 'Step-based');
  return current;
}

function backgroundRun(pass: Pass, create: CreateRun): CurrentRun | undefined {
  const { status, model: { background }, profile } = pass;
  const current = status.background;
  const isOver = isFullyPromoted(status) || status.stable === undefined;
  if (!background || isOver || (status.index !== undefined && status.index < background.startingStep)) {
    if (current && profile.cancelsAnalysisDirectly) terminate(pass, [current]);
    return undefined;
  }
  if (pauseOf(status, 'InconclusiveAnalysisRun')) return current;
  if (needsNewRun(current, pass)) return create(background.run);
  obey(pass, current, 'Background');
  return current;
}

/** One run is enough for an update: another comes only after a retry, or when somebody goes on after an inconclusive one. */
function needsNewRun(current: CurrentRun | undefined, { status }: Pass): current is undefined {
  if (!current) return true;
  if (status.controllerPause && !pauseOf(status, 'CanaryPauseStep')) return current.run.phase === 'Inconclusive';
  return status.abortedAt !== undefined;
}

function obey({ pauses, abort }: Pass, { run }: CurrentRun, kind: string): void {
  if (run.phase === 'Inconclusive') pauses.added.push('InconclusiveAnalysisRun');
  if (run.phase === 'Failed' || run.phase === 'Error') abort.reason = `${kind} analysis phase error/failed${run.message ? `: ${run.message}` : ''}`;
}

function terminate({ at }: Pass, runs: readonly CurrentRun[]): void {
  for (const { run } of runs) run.terminate(at);
}
