import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type ApiObjectProps, type App, App as Cdk8sApp, Chart, Yaml } from 'cdk8s';

/** Who synthesizes, and what: canaries or the same objects as plain literals, with our App or with cdk8s's, or the literals stringified. */
export type Side = 'canaries, our App' | 'canaries, cdk8s\'s App' | 'plain, our App' | 'plain, cdk8s\'s App' | 'cdk8s\'s Yaml' | 'JSON.stringify';

/** One sample: times in milliseconds, memory in mebibytes. */
export interface ManyCharts {
  readonly construct: number;
  readonly synth: number;
  /** Processor time of both; other work on the machine lengthens it less. */
  readonly cpu: number;
  /** The most that the process has ever held, Node and all that is loaded included. */
  readonly peakMemory: number;
  /** Of everything that was written. */
  readonly digest: string;
}

interface Run {
  construct(): void;
  synth(): void;
}

const WARM_UP_ROUNDS = 3;
const WARM_UP_CHARTS = 50;
const SERVICE = /rpc-server/g;

const [side, count, manifests, folder] = process.argv.slice(2);
const literals = (index: number): ApiObjectProps[] => JSON.parse(manifests.replace(SERVICE, serviceOf(index)));

void main(side as Side, Number(count));

/** Prints what it takes to construct and synthesize so many charts of one canary each, in a process of its own that has warmed up. */
async function main(chosen: Side, charts: number): Promise<void> {
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    const warmUp = newRun(chosen, WARM_UP_CHARTS, newFolder());
    warmUp.construct();
    warmUp.synth();
    // An app ends with its task.
    await undefined;
  }
  const output = newFolder();
  const run = newRun(chosen, charts, output);
  const before = process.cpuUsage();
  const start = performance.now();
  run.construct();
  const constructed = performance.now();
  run.synth();
  const end = performance.now();
  const { user, system } = process.cpuUsage(before);
  const sample: ManyCharts = {
    construct: constructed - start,
    synth: end - constructed,
    cpu: (user + system) / 1000,
    peakMemory: process.resourceUsage().maxRSS / 1024,
    digest: digestOf(output),
  };
  console.log(JSON.stringify(sample));
}

/** None is removed in between: ext4 looks for free inodes beside those that were freed lately, and takes longer for each. */
function newFolder(): string {
  return mkdtempSync(join(folder, 'charts-'));
}

function newRun(chosen: Side, charts: number, output: string): Run {
  const all = Array.from({ length: charts }, (_, index) => index);
  if (chosen === 'cdk8s\'s Yaml') return stringifying(all, (documents) => Yaml.stringify(...documents));
  if (chosen === 'JSON.stringify') return stringifying(all, (documents) => documents.map((document) => JSON.stringify(document)).join('\n'));
  let app: App;
  const AppClass = chosen.endsWith('our App') ? ourApp() : Cdk8sApp;
  const fill = chosen.startsWith('canaries') ? addCanaries() : addLiterals(all);
  return {
    construct: () => {
      app = new AppClass({ outdir: output });
      for (const index of all) fill(new Chart(app, serviceOf(index)), index);
    },
    synth: () => app.synth(),
  };
}

function stringifying(all: number[], stringify: (documents: object[]) => string): Run {
  const documents = all.map(literals);
  return { construct: () => undefined, synth: () => { for (const chart of documents) stringify(chart); } };
}

// Only who uses the library loads it: the peer's memory is its own.
/* eslint-disable @typescript-eslint/no-require-imports */
function ourApp(): typeof App {
  return (require('cdk8s-smart-canary') as typeof import('cdk8s-smart-canary')).App;
}

function addCanaries() {
  const { addCanary } = require('./canary-chart') as typeof import('./canary-chart');
  return (chart: Chart, index: number) => addCanary(chart, serviceOf(index));
}

/** The literals are there before the time is taken. */
function addLiterals(all: number[]) {
  const { addPlainObjects } = require('./plain-chart') as typeof import('./plain-chart');
  const documents = all.map(literals);
  return (chart: Chart, index: number) => addPlainObjects(chart, documents[index]);
}
/* eslint-enable @typescript-eslint/no-require-imports */

function serviceOf(index: number): string {
  return `service-${index}`;
}

function digestOf(output: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(output).sort()) hash.update(`${file}\n`).update(readFileSync(join(output, file)));
  return hash.digest('hex');
}
