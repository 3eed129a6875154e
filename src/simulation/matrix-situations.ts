import { type NamedSituation } from './matrix';
import { type Situation } from './situation';

/** When something goes wrong that is not wrong from the beginning, in seconds. */
const EARLY = 60;

/** A share of errors that a query which counts both versions does not see. */
const FIFTH = 0.2;

const SITUATIONS: readonly (readonly [name: string, situation: Situation])[] = [
  ['healthy', { name: 'healthy' }],
  ['canary-fails', { name: 'canary-fails' }],
  ['canary-fails 0.2', { name: 'canary-fails', errorRate: FIFTH }],
  ['canary-slow', { name: 'canary-slow' }],
  ['canary-crashloops', { name: 'canary-crashloops' }],
  ['fails-only-at-weight', { name: 'fails-only-at-weight' }],
  ['second-deploy', { name: 'second-deploy' }],
  ['second-deploy first', { name: 'second-deploy', failing: 'first' }],
  ['error-spike', { name: 'error-spike', from: EARLY }],
  ['no-traffic', { name: 'no-traffic' }],
  ['low-traffic', { name: 'low-traffic' }],
  ['never-ready', { name: 'never-ready' }],
  ['prometheus-down', { name: 'prometheus-down' }],
];

/** Every scenario once, or twice where it makes a difference what exactly is wrong. */
export function matrixSituations(surroundings: Partial<Situation>): NamedSituation[] {
  return SITUATIONS.map(([name, situation]) => ({ name, situation: { ...surroundings, ...situation, ...volumeIn(situation, surroundings) } }));
}

/** Of these two the number of requests is what they are about. */
function volumeIn({ name }: Situation, { requestsPerSecond, requestChanges }: Partial<Situation>): Partial<Situation> {
  return name === 'no-traffic' || name === 'low-traffic' ? { requestsPerSecond: undefined, requestChanges: undefined } : { requestsPerSecond, requestChanges };
}
