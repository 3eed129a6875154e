import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bundle } from '../src/manifest/bundle';
import { readManifests } from '../src/manifest/read-manifests';
import { releasesOf } from '../src/manifest/release';
import { readRollout } from '../src/simulation/read-rollout';
import { type RolloutModel } from '../src/simulation/rollout-model';
import { simulate } from '../src/simulation/simulate';

const ARTICLE = join(__dirname, '..', 'dist', '02-the-article', 'rpc-server.k8s.yaml');
const ROUNDS = 5;

/** How often the article's release is played in a second of the processor, and what an event costs when there are many. */
function main(): void {
  const model = articleModel();
  rate(model, 2_000);
  const rates = Array.from({ length: ROUNDS }, () => rate(model, 4_000)).sort((a, b) => a - b);
  console.log(`the article's release: ${Math.round(rates[Math.floor(ROUNDS / 2)])} runs in a second of the processor`);
  for (const times of [10, 100, 1_000]) console.log(`its steps ${times} times: ${costOfEvent(model, times).toFixed(2)} µs an event`);
}

function articleModel(): RolloutModel {
  const { manifests } = readManifests(readFileSync(ARTICLE), ARTICLE);
  const { model, refusal } = readRollout(releasesOf(new Bundle(manifests))[0]);
  if (!model) throw new Error(refusal);
  return model;
}

function rate(model: RolloutModel, runs: number): number {
  return runs / secondsFor(() => {
    for (let i = 0; i < runs; i++) play(model);
  });
}

function costOfEvent(model: RolloutModel, times: number): number {
  const long = { ...model, steps: Array.from({ length: times }, () => model.steps).flat() };
  const { events } = play(long);
  const runs = Math.ceil(20_000 / events.length);
  return secondsFor(() => {
    for (let i = 0; i < runs; i++) play(long);
  }) * 1e6 / runs / events.length;
}

function play(model: RolloutModel) {
  return simulate(model, { measure: () => ({ phase: 'Successful' }), promoteAfter: 30, podStartup: 5 });
}

/** Of the processor, as others may have it, too. */
function secondsFor(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1e6;
}

main();
