import { deepStrictEqual, strictEqual } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type App, type Chart } from 'cdk8s';
import { canaryChart } from './canary-chart';
import { interleave, type Pairs } from './interleave';
import { plainChart } from './plain-chart';

const WARM_UP_ROUNDS = 10;
const ROUNDS = 25;
const BATCH = 100;

type Synth = (chart: Chart) => unknown;

void main();

/** Prints the milliseconds per bundle, from `new App()` to its objects, to its YAML, and to the files that `cdk8s synth` leaves. */
async function main(): Promise<void> {
  const output = process.env.CDK8S_OUTDIR = mkdtempSync(join(__dirname, 'synth-'));
  const manifests = canaryChart().toJson();
  const peerChart = () => plainChart(manifests);
  deepStrictEqual(peerChart().toJson(), manifests);
  strictEqual(toYaml(peerChart()), toYaml(canaryChart()));

  const measure = async (synth: Synth, rounds: number): Promise<Pairs> =>
    interleave(rounds, async () => timeBatch(canaryChart, synth), async () => timeBatch(peerChart, synth));
  for (const synth of [toJson, toYaml, toFiles]) await measure(synth, WARM_UP_ROUNDS);
  console.log(JSON.stringify({ json: await measure(toJson, ROUNDS), yaml: await measure(toYaml, ROUNDS), files: await measure(toFiles, ROUNDS) }));
  rmSync(output, { recursive: true });
}

async function timeBatch(build: () => Chart, synth: Synth): Promise<number> {
  const start = performance.now();
  for (let count = 0; count < BATCH; count++) {
    synth(build());
    // An app ends with its task; in one task the library's checks would keep all the charts of a batch for the garbage collector to carry along.
    await undefined;
  }
  return (performance.now() - start) / BATCH;
}

function toJson(chart: Chart): object[] {
  return chart.toJson();
}

function toYaml(chart: Chart): string {
  return (chart.node.root as App).synthYaml();
}

function toFiles(chart: Chart): void {
  (chart.node.root as App).synth();
}
