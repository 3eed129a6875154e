import { Cluster } from '../../harness/cluster';
import { SCRAPE_SECONDS } from '../../loop/bundles';
import { CASES } from '../../loop/cases';
import { play, type Played } from '../../loop/play';

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

afterAll(() => cluster?.stop());

test.each(CASES.map((loopCase) => [loopCase.name, loopCase.outcome] as const))('%s is %s, as the twin says', (name, outcome) => {
  const release = played.get(name)!;
  if (release instanceof Error) throw release;
  expect(release.outcome).toBe(outcome);
  expect(release.timeline.outcome).toBe(outcome);
  expect(release.comparison.differences).toEqual([]);
});
