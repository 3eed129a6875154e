import { articleBundle, dilutedBundle, headerBundle, hostsBundle, lateBundle, mirrorBundle, soundBundle, steadyBundle } from './bundles';
import { type Situation } from '../../src/simulation/situation';
import { type Outcome } from '../../src/simulation/timeline';

/** A bundle, what its release meets, and what comes of it. */
export interface LoopCase {
  /** Of its namespace and service as well: one Prometheus sees all. */
  readonly name: string;
  /** The bundle as YAML, by the name of its service. */
  readonly bundle: (name: string) => string;
  readonly situation: Omit<Situation, 'scrapeInterval'>;
  readonly outcome: Outcome;
  /** How long the new version's pods take to start, in seconds. @default 0 */
  readonly podStartup?: number;
  /** How long an operator looks at a pause without an end, in seconds. @default - there is none */
  readonly promotesAfter?: number;
}

/** Long enough for two scrapes of the canary: an irate of one is nothing. */
const LOOK = 8;

export const CASES: readonly LoopCase[] = [
  { name: 'sound-healthy', bundle: soundBundle, situation: { name: 'healthy' }, outcome: 'promoted' },
  { name: 'sound-fails', bundle: soundBundle, situation: { name: 'canary-fails' }, outcome: 'aborted' },
  { name: 'fails-later', bundle: steadyBundle, situation: { name: 'canary-fails', errorRate: 0.2, from: 14 }, outcome: 'aborted' },
  { name: 'sound-slow', bundle: soundBundle, situation: { name: 'canary-slow' }, outcome: 'aborted' },
  { name: 'sound-no-traffic', bundle: soundBundle, situation: { name: 'no-traffic' }, outcome: 'aborted' },
  { name: 'hosts-fails', bundle: hostsBundle, situation: { name: 'canary-fails', errorRate: 0.5 }, outcome: 'aborted' },
  { name: 'mirror-healthy', bundle: mirrorBundle, situation: { name: 'healthy' }, outcome: 'promoted' },
  { name: 'mirror-fails', bundle: mirrorBundle, situation: { name: 'canary-fails', errorRate: 0.5 }, outcome: 'aborted' },
  { name: 'header-fails', bundle: headerBundle, situation: { name: 'canary-fails', errorRate: 0.5, headerShare: 0.1 }, outcome: 'aborted' },
  { name: 'late', bundle: lateBundle, situation: { name: 'canary-fails' }, outcome: 'promoted' },
  { name: 'diluted', bundle: dilutedBundle, situation: { name: 'canary-fails', errorRate: 0.2 }, outcome: 'promoted' },
  { name: 'article-healthy', bundle: articleBundle, situation: { name: 'healthy' }, outcome: 'promoted', promotesAfter: LOOK },
  { name: 'article-fails', bundle: articleBundle, situation: { name: 'canary-fails' }, outcome: 'promoted', promotesAfter: LOOK },
  { name: 'article-no-traffic', bundle: articleBundle, situation: { name: 'no-traffic' }, outcome: 'aborted', podStartup: 15, promotesAfter: LOOK },
];
