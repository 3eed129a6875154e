import { type RolloutModel } from './rollout-model';
import { isFullyPromoted, type RolloutStatus } from './rollout-status';

export type RolloutPhase = 'Progressing' | 'Paused' | 'Degraded' | 'Healthy';

/** @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/rollout/rolloututil.go */
export function phaseOf(status: RolloutStatus, { replicas }: RolloutModel): RolloutPhase {
  const reason = status.progress?.reason;
  if (reason === 'RolloutAborted' || reason === 'ProgressDeadlineExceeded') return 'Degraded';
  if (status.pauses.length > 0) return 'Paused';
  if (status.updated < replicas || status.available < status.updated) return 'Progressing';
  return status.stable !== undefined && isFullyPromoted(status) ? 'Healthy' : 'Progressing';
}
