import { type Duration } from 'cdk8s';
import { secondsIn } from './scenario-options';
import { type SimulatedRelease } from './simulate';
import { timeText } from '../manifest/time-text';
import { timelineText } from '../report/timeline-text';

/** What callers may meet of the new version at most; what is not given is not looked at. */
export interface ExposureLimit {
  /** The release must send fewer requests than that to the new version. @default - any number */
  readonly requests?: number;
  /** Fewer than that may fail. @default - any number */
  readonly failed?: number;
}

/** What jest is to print, and whether that is a failure. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** For `expect.extend`, where there is no global `expect`. */
export const matchers = {
  toAbort: (received: unknown): MatcherResult => {
    const release = requireRelease('toAbort', received);
    return resultOf(release, 'be aborted', release.timeline.outcome === 'aborted');
  },
  toAbortWithin: (received: unknown, time: Duration): MatcherResult => {
    const release = requireRelease('toAbortWithin', received);
    const seconds = secondsIn(time);
    const { outcome, endsAt } = release.timeline;
    return resultOf(release, `be aborted within ${timeText(seconds)}`, outcome === 'aborted' && endsAt <= seconds);
  },
  toPromote: (received: unknown): MatcherResult => {
    const release = requireRelease('toPromote', received);
    return resultOf(release, 'be promoted', release.timeline.outcome === 'promoted');
  },
  toStayBelowExposure: (received: unknown, limit: ExposureLimit): MatcherResult => {
    const release = requireRelease('toStayBelowExposure', received);
    const limits = requireLimits(limit);
    const { requests, failed } = release.timeline.exposure ?? { requests: 0, failed: 0 };
    const found = { requests, failed };
    const words = limits.map(([name, most]) => `${most} ${name === 'failed' ? 'failed requests' : 'requests'}`).join(' and ');
    return resultOf(release, `stay below ${words} to the new version`, limits.every(([name, most]) => found[name] < most));
  },
};

function resultOf(release: SimulatedRelease, wanted: string, pass: boolean): MatcherResult {
  return {
    pass,
    message: () => {
      const { rollout, scenario, assumptions, timeline: { outcome, endsAt } } = release;
      const got = `${outcome} ${outcome === 'stuck' ? 'until' : 'at'} ${timeText(endsAt)}`;
      return [
        `Rollout ${rollout} must ${pass ? 'not ' : ''}${wanted} with ${scenario.name}, got ${got}`,
        ...assumptions.map((assumption) => `note: ${assumption}`),
        '',
        timelineText([release], (_, text) => text),
      ].join('\n');
    },
  };
}

function requireRelease(matcher: string, received: unknown): SimulatedRelease {
  if (typeof received === 'object' && received !== null && 'timeline' in received && 'scenario' in received) return received as SimulatedRelease;
  throw new Error(`'${matcher}' must be asked of what simulate() gives, got ${received === null ? 'null' : typeof received}; write expect(simulate(canary, scenario)).${matcher}(…)`);
}

function requireLimits(limit: ExposureLimit): ['requests' | 'failed', number][] {
  const limits = (['requests', 'failed'] as const).flatMap((name): ['requests' | 'failed', number][] => {
    const most = limit[name];
    return most === undefined ? [] : [[name, most]];
  });
  if (limits.length === 0) throw new Error('\'limit\' must have requests or failed, got neither; without them nothing is looked at');
  for (const [name, most] of limits) {
    if (!(most > 0)) throw new Error(`'${name}' must be above 0, got ${most}; none at all is below 1`);
  }
  return limits;
}
