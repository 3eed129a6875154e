import { exampleRelease, runsInSecond } from './twin-runs';
import { simulateLoop } from '../src/simulation/closed-loop';
import { readServedRelease, type ServedRelease } from '../src/simulation/read-served-release';

/** How often a release is played with its traffic and its queries in a second of the processor. */
function main(): void {
  for (const [name, folder] of [['the article\'s release', '02-the-article'], ['a gRPC release of 40 minutes', '03-grpc-service']]) {
    const release = servedIn(folder);
    for (const seed of [undefined, 1]) {
      const rate = runsInSecond(() => play(release, seed), 1_000);
      console.log(`${name}, ${seed === undefined ? 'expected values' : 'requests by chance'}: ${rate} runs in a second of the processor`);
    }
  }
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
