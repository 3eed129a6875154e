import { type Controller } from './controller';
import { type Emit } from './recorder';
import { type RolloutModel } from './rollout-model';
import { isFullyPromoted } from './rollout-status';

/** What somebody does with `kubectl argo rollouts`, or `lose-pod`: a pod of the latest version goes and another comes. */
export type OperatorAction = 'promote' | 'promote-full' | 'abort' | 'retry' | 'undo' | 'release' | 'lose-pod';

export interface OperatorEvent {
  /** In seconds. */
  readonly at: number;
  readonly action: OperatorAction;
  /** The version to be released: one that was there before is gone back to. @default - one that was never there */
  readonly version?: string;
}

/** The Rollout in somebody's hands. */
export interface Operated {
  readonly controller: Controller;
  readonly model: RolloutModel;
  readonly emit: Emit;
  readonly at: number;
}

/**
 * Does to the status what kubectl's plugin does.
 *
 * @see https://github.com/argoproj/argo-rollouts/tree/v1.9.1/pkg/kubectl-argo-rollouts/cmd
 */
export function operate(operated: Operated, { action, version }: OperatorEvent): void {
  const { controller, at } = operated;
  const { status } = controller;
  switch (action) {
    case 'promote': return promote(operated);
    case 'promote-full': {
      if (!isFullyPromoted(status)) status.promoteFull = true;
      return undefined;
    }
    case 'abort': return abort(operated);
    case 'retry': {
      status.aborted = false;
      return undefined;
    }
    case 'undo': return controller.release(previousOf(controller));
    case 'release': return controller.release(version ?? `v${controller.sets.length + 1}`);
    case 'lose-pod': return controller.setOf(status.current)?.replacePod(at);
  }
}

/** Ends what it waits for, or where it waits for nothing goes one step further: never both. */
function promote(operated: Operated): void {
  const { controller: { status }, model: { steps }, emit } = operated;
  const next = Math.min((status.index ?? 0) + 1, steps.length);
  if (status.pauses.length > 0) {
    for (const { reason } of status.pauses) emit({ kind: 'pause', state: 'ends', reason });
    status.pauses = [];
    // Else the controller would take it for a pause that is still to begin.
    if (status.stepRun?.run.phase !== 'Inconclusive' || !status.controllerPause) return;
    status.controllerPause = false;
  }
  skipTo(next, operated);
}

function skipTo(index: number, { controller, model: { steps }, emit }: Operated): void {
  const { status } = controller;
  if (status.index === undefined || status.index === index) return;
  status.index = index;
  emit({ kind: 'step', index, of: steps.length, revision: controller.revision, step: steps[index]?.text ?? '' });
}

function abort({ controller, emit }: Operated): void {
  const { status } = controller;
  if (status.aborted || isFullyPromoted(status)) return;
  status.aborted = true;
  emit({ kind: 'abort', revision: controller.revision, reason: 'somebody aborted it' });
}

/** The revision before the latest. */
function previousOf({ sets, status }: Controller): string {
  const [latest, previous] = [...sets].sort((a, b) => b.revision - a.revision);
  return (previous ?? latest)?.template ?? status.current ?? '';
}
