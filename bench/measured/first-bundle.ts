import { performance } from 'node:perf_hooks';
import { type App } from 'cdk8s';

/* Prints the milliseconds from nothing loaded to the first bundle as YAML: of the canary, or of plain objects with the manifests that are given. */
const [manifests] = process.argv.slice(2).map((json) => JSON.parse(json));
const start = performance.now();
// Loading is part of it.
/* eslint-disable @typescript-eslint/no-require-imports */
const chart = manifests
  ? (require('./plain-chart') as typeof import('./plain-chart')).plainChart(manifests)
  : (require('./canary-chart') as typeof import('./canary-chart')).canaryChart();
/* eslint-enable @typescript-eslint/no-require-imports */
(chart.node.root as App).synthYaml();
console.log(performance.now() - start);
