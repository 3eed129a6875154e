import { type RolloutModel } from '../rollout-model';
import { type Timeline } from '../timeline';

/** A time in which fewer pods than usual have all requests; in seconds. */
export interface Overload {
  readonly at: number;
  readonly seconds: number;
  readonly available: number;
  readonly replicas: number;
  /** Percent of the requests that the pods have. */
  readonly weight: number;
}

/** Revision 1 is the stable one in every play. */
const STABLE = 1;

/** The worst time after an abort in which the stable version has more requests for each of its pods than before the release. */
export function overloadAfterAbort({ events, outcome }: Timeline, { replicas }: RolloutModel): Overload | undefined {
  if (outcome !== 'aborted') return undefined;
  let [available, weight, isAborted] = [replicas, 100, false];
  let [worst, began]: [Overload | undefined, number | undefined] = [undefined, undefined];
  events.forEach((event, index) => {
    if (event.kind === 'scale' && event.revision === STABLE) available = event.available;
    if (event.kind === 'weight') weight = event.stable;
    if (event.kind === 'abort') isAborted = true;
    if (!isAborted || events[index + 1]?.at === event.at) return;
    const isOver = available * 100 < weight * replicas;
    if (!isOver) began = undefined;
    else began ??= event.at;
    const seconds = began === undefined ? 0 : (events[index + 1]?.at ?? event.at) - began;
    if (isOver && seconds > 0 && (!worst || available <= worst.available)) worst = { at: began ?? event.at, seconds, available, replicas, weight };
  });
  return worst;
}
