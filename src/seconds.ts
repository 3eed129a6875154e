import { type Duration } from 'cdk8s';

/**
 * Reads a duration in whole seconds, the resolution of the Argo controller.
 *
 * Argo Rollouts cuts a pause of 500 ms down to 0 s without a word, so that is an error here.
 */
export function wholeSeconds(property: string, duration: Duration, least: 0 | 1): number {
  const seconds = toSeconds(duration);
  if (Number.isInteger(seconds) && seconds >= least) return seconds;
  const fix = seconds > 0 ? 'Argo Rollouts counts whole seconds: round it up' : 'give at least Duration.seconds(1)';
  throw new Error(`'${property}' must be ${least === 1 ? 'positive and ' : ''}a whole number of seconds, got ${seconds} s; ${fix}`);
}

/** Reads a duration in seconds, to the millisecond, the resolution of Istio. */
export function positiveSeconds(property: string, duration: Duration): number {
  const seconds = toSeconds(duration);
  if (seconds > 0 && Number.isInteger(duration.toMilliseconds({ integral: false }))) return seconds;
  throw new Error(`'${property}' must be positive and a whole number of milliseconds, got ${seconds} s; give at least Duration.millis(1)`);
}

function toSeconds(duration: Duration): number {
  return duration.toMilliseconds({ integral: false }) / 1000;
}
