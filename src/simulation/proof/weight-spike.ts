import { type RolloutModel } from '../rollout-model';
import { type Timeline } from '../timeline';

/** A weight above all that the steps have asked for. */
export interface WeightSpike {
  readonly at: number;
  readonly step: number;
  readonly weight: number;
  readonly wanted: number;
}

/** The first weight of the canary that is above what its steps say. */
export function weightSpikeIn({ events }: Timeline, { steps }: RolloutModel): WeightSpike | undefined {
  let step = 0;
  for (const event of events) {
    // The promotion gives it everything.
    if (event.kind === 'promote' || event.kind === 'abort') return undefined;
    if (event.kind === 'step') step = event.index;
    if (event.kind !== 'weight') continue;
    const wanted = Math.max(0, ...steps.slice(0, step + 1).map(({ weight = 0 }) => weight));
    if (event.weight > wanted) return { at: event.at, step, weight: event.weight, wanted };
  }
  return undefined;
}
