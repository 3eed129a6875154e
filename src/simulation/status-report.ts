import { type Pass } from './pass';
import { type Emit } from './recorder';
import { type RolloutStatus } from './rollout-status';

/** Says what a pass has changed about the Rollout. */
export function reportChanges(pass: Pass, emit: Emit, promotion: string | undefined): void {
  const { status, next, newSet: { revision } } = pass;
  reportPauses(pass, emit);
  if (next.aborted && !status.aborted) emit({ kind: 'abort', revision, reason: pass.abort.reason ?? 'somebody aborted it' });
  reportStep(pass, emit);
  if (next.stable !== status.stable) emit({ kind: 'promote', revision, reason: promotion ?? '' });
}

function reportStep({ status, next, model: { steps }, newSet: { revision } }: Pass, emit: Emit): void {
  if (next.index === undefined || (next.index === status.index && next.current === status.current)) return;
  emit({ kind: 'step', index: next.index, of: steps.length, revision, step: steps[next.index]?.text ?? '' });
}

function reportPauses({ status, next, model: { steps } }: Pass, emit: Emit): void {
  for (const { reason } of missingIn(status, next)) emit({ kind: 'pause', state: 'ends', reason });
  for (const { reason } of missingIn(next, status)) {
    const duration = reason === 'CanaryPauseStep' ? steps[next.index ?? 0]?.pause?.duration : undefined;
    emit({ kind: 'pause', state: 'begins', reason, ...duration === undefined ? {} : { seconds: duration / 1000 } });
  }
}

function missingIn({ pauses }: RolloutStatus, other: RolloutStatus) {
  return pauses.filter(({ reason }) => !other.pauses.some((pause) => pause.reason === reason));
}
