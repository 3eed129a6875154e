import { type RecordedEntry } from './recording';

interface Bounds {
  /** The beginning was not before; seconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** What a write takes to be seen, in seconds. */
const SEEN_AFTER = 0.05;

/** How far the second was gone when a recording began, and when its pauses began by their stamps, in seconds since its beginning. */
export interface RecordedClock {
  readonly clock: number;
  readonly pauseStarts: readonly number[];
}

/** The controller writes whole seconds, and so they tell. */
export function clockOf(trace: readonly RecordedEntry[]): RecordedClock {
  const bounds = stampsIn(trace);
  const from = Math.max(...bounds.map((bound) => bound.from));
  const to = Math.min(...bounds.map((bound) => bound.to));
  const start = Math.min(from + SEEN_AFTER, Math.max(from, (from + to) / 2));
  if (!Number.isFinite(start)) return { clock: 0, pauseStarts: [] };
  const pauseStarts = startsOfPauses(trace).map((stamp) => Date.parse(stamp) / 1000 - start);
  return { clock: start - Math.floor(start), pauseStarts };
}

/** A stamp of second S that is seen at t was made before, in that second: the beginning is from S - t to S + 1 - t. */
function stampsIn(trace: readonly RecordedEntry[]): Bounds[] {
  return trace.flatMap(({ t, kind, changed }) => {
    const texts = kind === 'Rollout' ? pausesOf(changed) : kind === 'AnalysisRun' ? finishesOf(changed) : [];
    return texts.map((text) => {
      const from = Date.parse(text) / 1000 - t / 1000;
      return { from, to: from + 1 + SEEN_AFTER };
    });
  });
}

/** Each when the condition comes; other changes write it down again. */
function startsOfPauses(trace: readonly RecordedEntry[]): string[] {
  let isPaused = false;
  return trace.flatMap(({ kind, changed }) => {
    if (kind !== 'Rollout' || !changed || !('pauseConditions' in changed)) return [];
    const starts = pausesOf(changed, 'CanaryPauseStep');
    const begun = isPaused ? [] : starts;
    isPaused = starts.length > 0;
    return begun;
  });
}

function pausesOf(changed: RecordedEntry['changed'], wanted?: string): string[] {
  const pauses = (changed?.pauseConditions ?? []) as readonly { readonly reason: string; readonly startTime: string }[];
  return pauses.filter(({ reason }) => wanted === undefined || reason === wanted).slice(-1).map(({ startTime }) => startTime);
}

function finishesOf(changed: RecordedEntry['changed']): string[] {
  const metrics = (changed?.metrics ?? []) as readonly { readonly measurements?: readonly { readonly finishedAt?: string }[] }[];
  // A metric that was not measured again is written down again, too.
  const last = metrics.flatMap(({ measurements = [] }) => measurements.slice(-1).map(({ finishedAt }) => finishedAt ?? '')).filter((text) => text !== '');
  return [...last].sort().slice(-1);
}
