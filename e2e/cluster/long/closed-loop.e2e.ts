import { compare } from '../../../scripts/replay/comparison';
import { type Situation } from '../../../src/simulation/situation';
import { writeSection } from '../../fidelity';
import { Cluster } from '../../harness/cluster';
import { SCRAPE_SECONDS } from '../../loop/bundles';
import { CASES } from '../../loop/cases';
import { loopSection } from '../../loop/fidelity';
import { LATEST_SECONDS, play, type Played } from '../../loop/play';
import { simulateSeen } from '../../loop/twin';

// The whole loop on the real controller and the real Prometheus: only the requests are the twin's. It has to say what happens, event by event.

/** More releases at a time would be in each other's way, and in the times. */
const AT_A_TIME = 3;

let cluster: Cluster;
const played = new Map<string, Played | Error>();

beforeAll(async () => {
  cluster = await Cluster.start({ name: 'closed-loop', controllers: true, scrapeInterval: `${SCRAPE_SECONDS}s` });
  const startup = new Map(CASES.map(({ name, podStartup = 0 }) => [`${name}:v2`, podStartup * 1000]));
  cluster.node.podStart = ({ image }) => startup.get(image.split('/').at(-1) ?? '') ?? 0;
  const waiting = [...CASES];
  await Promise.all(Array.from({ length: AT_A_TIME }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) played.set(next.name, await play(cluster, next).catch((error: Error) => error));
  }));
}, 900_000);

afterAll(async () => {
  await cluster?.stop();
  if (process.env.FIDELITY === 'write') writeSection('closed loop', loopSection(CASES.map(({ name }) => playedCase(name))));
});

function playedCase(name: string): Played {
  const release = played.get(name);
  if (release === undefined || release instanceof Error) throw release ?? new Error(`${name} was not played`);
  return release;
}

test.each(CASES.map((loopCase) => [loopCase.name, loopCase.outcome] as const))('%s is %s, as the twin says', (name, outcome) => {
  const release = playedCase(name);
  expect(release.outcome).toBe(outcome);
  expect(release.timeline.outcome).toBe(outcome);
  expect(release.comparison.differences).toEqual([]);
});

test.each<readonly [string, Situation['name'], Situation['name']]>([
  ['sound-fails', 'healthy', 'canary-fails'], ['sound-healthy', 'canary-fails', 'healthy'], ['sound-slow', 'no-traffic', 'canary-slow'],
])('fails where %s is simulated as %s, and was %s', (name, told) => {
  const { loopCase, trace } = playedCase(name);
  expect(compare(simulateSeen({ ...loopCase, situation: { name: told } }, trace), trace, LATEST_SECONDS).differences).not.toEqual([]);
});

// What the twin says cannot fire does not fire.

test('a guard that needs more failures than there is time for lets a canary through that fails every request', () => {
  const { outcome, trace, values } = playedCase('late');
  expect(outcome).toBe('promoted');
  expect(values).toContain('success-rate Failed [0]');
  expect(trace.some(({ kind, changed }) => kind === 'Rollout' && changed?.abort === true)).toBe(false);
});

test('a query of both versions reads 0.96 of a canary that fails every fifth request at weight 20, and lets it through', () => {
  const { outcome, values } = playedCase('diluted');
  expect(outcome).toBe('promoted');
  expect(values.length).toBeGreaterThan(0);
  for (const value of values) expect(value).toMatch(/^success-rate Successful \[0\.9[5-7]/);
});
