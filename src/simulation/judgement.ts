import { type Situation } from './situation';
import { type Timeline } from './timeline';

/**
 * What is wrong with an end: a bad release was promoted, or still has requests, a good one was aborted,
 * or one was promoted of which nothing good was measured.
 */
export const JUDGEMENTS = ['bad-promoted', 'bad-kept', 'good-aborted', 'unseen-promoted'] as const;

export type Judgement = (typeof JUDGEMENTS)[number];

type Quality = 'good' | 'bad' | 'unseen' | 'either';

/** The release that a simulation is about, and the one that may come after it. */
const FIRST = 2;
const SECOND = 3;

/** What is wrong with the end of a release, by what its versions were like. */
export function judge(situation: Situation, { outcome, events, measurements, exposure }: Timeline): Judgement | undefined {
  const promoted = events.flatMap((event) => (event.kind === 'promote' ? [event.revision] : []));
  if (promoted.some((revision) => qualityOf(situation, revision) === 'bad')) return 'bad-promoted';
  const last = qualityOf(situation, situation.name === 'second-deploy' ? SECOND : FIRST);
  switch (outcome) {
    case 'aborted': return last === 'good' ? 'good-aborted' : undefined;
    case 'promoted': return last === 'unseen' || !measurements.some(({ phase }) => phase === 'Successful') ? 'unseen-promoted' : undefined;
    case 'paused': case 'stuck': return last === 'bad' && exposure !== undefined && exposure.requests > 0 ? 'bad-kept' : undefined;
  }
}

function qualityOf({ name, failing = 'second', errorRate = 1 }: Situation, revision: number): Quality {
  switch (name) {
    case 'healthy': return 'good';
    case 'canary-slow': case 'canary-crashloops': case 'never-ready': return 'bad';
    case 'canary-fails': case 'fails-only-at-weight': return errorRate > 0 ? 'bad' : 'good';
    case 'second-deploy': return errorRate > 0 && revision === (failing === 'first' ? FIRST : SECOND) ? 'bad' : 'good';
    case 'no-traffic': case 'prometheus-down': return 'unseen';
    // Errors of both versions say nothing of the new one, and nor do so few requests.
    case 'error-spike': case 'low-traffic': return 'either';
  }
}
