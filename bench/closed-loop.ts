import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bundle } from '../src/manifest/bundle';
import { readManifests } from '../src/manifest/read-manifests';
import { releasesOf } from '../src/manifest/release';
import { simulateLoop } from '../src/simulation/closed-loop';
import { readRollout } from '../src/simulation/read-rollout';
import { readServedRelease, type ServedRelease } from '../src/simulation/read-served-release';

const ARTICLE = join(__dirname, '..', 'dist', '02-the-article', 'rpc-server.k8s.yaml');
const GRPC = join(__dirname, '..', 'dist', '03-grpc-service', 'rpc-server.k8s.yaml');
const ROUNDS = 5;

/** How often the steps of a release are repeated to see whether a long one costs more for each of its events. */
const LENGTHS = [10, 100, 1_000];

/** How often a release is played with its traffic and its queries in a second of the processor. */
function main(): void {
  for (const [name, file] of [['the article\'s release', ARTICLE], ['a gRPC release of 40 minutes', GRPC]]) {
    const release = served(file);
    for (const seed of [undefined, 1]) {
      rate(release, 500, seed);
      const rates = Array.from({ length: ROUNDS }, () => rate(release, 1_000, seed)).sort((a, b) => a - b);
      console.log(`${name}, ${seed === undefined ? 'expected values' : 'requests by chance'}: ${Math.round(rates[Math.floor(ROUNDS / 2)])} runs in a second of the processor`);
    }
  }
  const article = served(ARTICLE);
  for (const times of LENGTHS) console.log(`the article's steps ${times} times: ${costOfEvent(article, times).toFixed(1)} µs an event`);
}

function costOfEvent(release: ServedRelease, times: number): number {
  const { model } = release;
  const long = { ...release, model: { ...model, steps: Array.from({ length: times }, () => model.steps).flat() } };
  const { events } = play(long, undefined);
  const runs = Math.ceil(20_000 / events.length);
  return 1e6 / rate(long, runs, undefined) / events.length;
}

function served(file: string): ServedRelease {
  const { manifests } = readManifests(readFileSync(file), file);
  const release = releasesOf(new Bundle(manifests, { defaultNamespace: 'default' }))[0];
  const { model, refusal } = readRollout(release);
  if (!model) throw new Error(refusal);
  const read = readServedRelease(release, model, '1.9');
  if (!read.served) throw new Error(read.refusal);
  return read.served;
}

function rate(release: ServedRelease, runs: number, seed: number | undefined): number {
  const before = process.cpuUsage();
  for (let i = 0; i < runs; i++) play(release, seed);
  // Of the processor, as others may have it, too.
  return runs / (process.cpuUsage(before).user / 1e6);
}

function play(release: ServedRelease, seed: number | undefined) {
  return simulateLoop(release, { name: 'canary-fails', errorRate: 0.005, seed }, { promoteAfter: 60, podStartup: 5 });
}

main();
