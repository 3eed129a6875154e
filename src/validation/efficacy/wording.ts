import { timeText } from '../../manifest/time-text';
import { type Fault } from '../../simulation/proof/fault';
import { type Guard } from '../../simulation/proof/guard';
import { type Proof } from '../../simulation/proof/proof';
import { type Remedy } from '../../simulation/proof/remedies';
import { type Outcome, type Timeline } from '../../simulation/timeline';

/** What a canary with a fault does. */
export const DOES: Readonly<Record<Fault, string>> = {
  'fails': 'fails every request',
  'slow': 'answers every request far too late',
  'hangs': 'never answers',
  'throttled': 'is held back by its CPU limits all the time',
  'no-traffic': 'gets no requests',
  'measured': 'measures badly every time',
};

const ENDS: Readonly<Record<Outcome, string>> = { promoted: 'promoted', aborted: 'aborted', paused: 'left waiting for somebody', stuck: 'never finished' };

/** Under what a proof holds. */
export function assumedText({ assumptions: { requestsPerSecond, podStartup, scrapeInterval }, unserved }: Proof): string {
  const pods = `pods that are ready after ${timeText(podStartup)}`;
  return unserved === undefined ? `assumed: ${requestsPerSecond} requests a second, ${pods}, a scrape every ${timeText(scrapeInterval)}` : `assumed: ${pods}`;
}

export function endText({ outcome, endsAt, exposure }: Timeline): string {
  const failed = exposure && exposure.failed > 0 ? `, with ${exposure.failed} failed requests` : '';
  return `${ENDS[outcome]} after ${timeText(Math.round(endsAt))}${failed}`;
}

/** Why a release has ended; that it was the analysis is told by the metric. */
export function reasonText({ reason }: Timeline): string {
  return reason.replace(/^\S+ analysis phase error\/failed: /, '');
}

/** The changes by which a guard would fire, in words. */
export function remedyText(remedies: readonly Remedy[]): string {
  return remedies.map(textOf).join(', or ');
}

function textOf(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'failureLimit': return `failureLimit: ${remedy.value}`;
    case 'interval': return `interval: ${timeText(remedy.seconds)}${remedy.failureLimit === undefined ? '' : ` with failureLimit: ${remedy.failureLimit}`}`;
    case 'initialDelay': return `initialDelay: ${timeText(remedy.seconds)}`;
    case 'startingStep': return `startingStep: ${remedy.value}`;
    case 'pause': return remedy.isNew ? `a pause of ${timeText(remedy.seconds)} after the last step` : `${timeText(remedy.seconds)} for the pause in steps[${remedy.step}]`;
  }
}

/** How often a guard has measured in a play, and how often it was not good. */
export function countsOf({ plan }: Guard, { measurements }: Timeline): { readonly all: number; readonly bad: number } {
  const own = measurements.filter(({ metric }) => metric === plan.name);
  return { all: own.length, bad: own.filter(({ phase }) => phase !== 'Successful').length };
}

export function times(count: number): string {
  return ['never', 'once', 'twice'][count] ?? `${count} times`;
}
