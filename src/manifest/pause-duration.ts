import { parseGoDuration, secondsOf } from './go-duration';
import { type IntOrString, parseInteger } from './int-or-string';
import { type Json, valueAt } from './json';

/** What Argo Rollouts takes for a duration that it cannot read, and then refuses. */
const UNREADABLE = -1;

const SMALLEST = -(2 ** 31);
const LARGEST = 2 ** 31 - 1;

/**
 * The whole seconds of a pause as Argo Rollouts counts them; below 0 it is refused.
 *
 * A number, also in a string, is in seconds; other strings are Go durations whose fraction of a second is dropped, so `500ms` is 0.
 * Only a pause without any duration lasts until somebody promotes it.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/apis/rollouts/v1alpha1/types.go
 */
export function pauseSeconds(duration: IntOrString): number {
  if (typeof duration === 'number') return duration;
  const number = parseInteger(duration);
  if (number !== undefined && number >= SMALLEST && number <= LARGEST) return number;
  const { nanoseconds } = parseGoDuration(duration);
  if (nanoseconds === undefined) return UNREADABLE;
  const seconds = Math.trunc(secondsOf(nanoseconds)) + 0;
  // More than 68 years do not fit into the controller's int32, which becomes negative.
  return seconds > LARGEST || seconds < SMALLEST ? UNREADABLE : seconds;
}

/** How long a step pauses for sure, in seconds; undefined where it is no pause, one that somebody has to end, or one that is refused. */
export function timedPauseOf(step: Json | undefined): number | undefined {
  const duration = valueAt(step, 'pause', 'duration');
  const seconds = typeof duration === 'string' || typeof duration === 'number' ? pauseSeconds(duration) : UNREADABLE;
  return seconds < 0 ? undefined : seconds;
}
