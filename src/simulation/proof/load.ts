import { type RolloutModel } from '../rollout-model';
import { type Timeline, type TimelineEvent } from '../timeline';

/** How the requests are shared at some time, in percent, and among how many pods. */
interface Shared {
  readonly at: number;
  readonly step: number;
  readonly canary: number;
  readonly canaryPods: number;
  readonly isAborted: boolean;
}

/** A time in which requests do not go as the steps say. */
export interface WeightSpike {
  readonly step: number;
  readonly weight: number;
  /** The weight that the steps have asked for. */
  readonly wanted: number;
  /** The pods that have it, and how many a share of that size would have in a release without scales of its own. */
  readonly pods: number;
  readonly usual: number;
}

/** What is left of a bad canary after its abort; in seconds. */
export interface Aftermath {
  readonly weight: number;
  readonly seconds: number;
}

/** Revision 1 is the stable one in every play. */
const CANARY = 2;

/** A pod that has so many times the requests of others is not what anybody has tested. */
const OVERLOAD = 1.5;

/** The first time in a good release at which the canary has another weight than its steps say, or far too few pods for it. */
export function weightSpikeIn(timeline: Timeline, { steps, replicas }: RolloutModel): WeightSpike | undefined {
  for (const { step, canary: weight, canaryPods: pods } of sharedIn(timeline)) {
    const lastWeight = steps.findLastIndex(({ weight: set }, index) => index < step && set !== undefined);
    const wanted = steps[lastWeight]?.weight ?? 0;
    const usual = Math.max(1, Math.ceil(replicas * weight / 100));
    const isOverloaded = weight > 0 && pods > 0 && usual / pods > OVERLOAD;
    const isOff = weight !== wanted && weight !== (steps[step]?.weight ?? wanted);
    if (isOff || isOverloaded) return { step, weight, wanted, pods, usual };
  }
  return undefined;
}

/** How long a canary keeps requests after its abort, and how many at most. */
export function aftermathIn(timeline: Timeline): Aftermath | undefined {
  if (timeline.outcome !== 'aborted') return undefined;
  const since = sharedIn(timeline).filter(({ isAborted }) => isAborted);
  const left = since.find(({ canary }) => canary > 0);
  if (!left) return undefined;
  const gone = since.find(({ canary, at }) => canary === 0 && at > left.at);
  const seconds = (gone?.at ?? timeline.events.at(-1)?.at ?? left.at) - left.at;
  return seconds > 0 ? { weight: left.canary, seconds } : undefined;
}

/** How requests are shared after each moment at which something happens, until the promotion. */
function sharedIn({ events }: Timeline): Shared[] {
  const shared: Shared[] = [];
  let state: Shared = { at: 0, step: 0, canary: 0, canaryPods: 0, isAborted: false };
  for (const [index, event] of events.entries()) {
    if (event.kind === 'promote') break;
    state = after(state, event);
    if (events[index + 1]?.at !== event.at) shared.push(state);
  }
  return shared;
}

function after(state: Shared, event: TimelineEvent): Shared {
  switch (event.kind) {
    case 'step': return { ...state, at: event.at, step: event.index };
    case 'weight': return { ...state, at: event.at, canary: event.weight };
    case 'scale': return event.revision === CANARY ? { ...state, at: event.at, canaryPods: event.available } : { ...state, at: event.at };
    case 'abort': return { ...state, at: event.at, isAborted: true };
    default: return { ...state, at: event.at };
  }
}
