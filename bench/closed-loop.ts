import { exampleRelease, runsInSecond, secondsFor } from './twin-runs';
import { simulateLoop } from '../src/simulation/closed-loop';
import { readServedRelease, type ServedRelease } from '../src/simulation/read-served-release';

/** How often the steps of a release are repeated to see whether a long one costs more for each of its events. */
const LENGTHS = [10, 100, 1_000];

/** How often a release is played with its traffic and its queries in a second of the processor. */
function main(): void {
  for (const [name, folder] of [['the article\'s release', '02-the-article'], ['a gRPC release of 40 minutes', '03-grpc-service']]) {
    const release = servedIn(folder);
    for (const seed of [undefined, 1]) {
      const rate = runsInSecond(() => play(release, seed), 1_000);
      console.log(`${name}, ${seed === undefined ? 'expected values' : 'requests by chance'}: ${rate} runs in a second of the processor`);
    }
  }
  const article = servedIn('02-the-article');
  for (const times of LENGTHS) console.log(`the article's steps ${times} times: ${costOfEvent(article, times).toFixed(1)} µs an event`);
}

function costOfEvent(release: ServedRelease, times: number): number {
  const { model } = release;
  const long = { ...release, model: { ...model, steps: Array.from({ length: times }, () => model.steps).flat() } };
  const { events } = play(long, undefined);
  const runs = Math.ceil(20_000 / events.length);
  return 1e6 * secondsFor(() => play(long, undefined), runs) / runs / events.length;
}

function servedIn(folder: string): ServedRelease {
  const { release, model } = exampleRelease(folder, 'rpc-server.k8s.yaml');
  const { served, refusal } = readServedRelease(release, model, '1.9');
  if (!served) throw new Error(refusal);
  return served;
}

function play(release: ServedRelease, seed: number | undefined) {
  return simulateLoop(release, { name: 'canary-fails', errorRate: 0.005, seed }, { promoteAfter: 60, podStartup: 5 });
}

main();
