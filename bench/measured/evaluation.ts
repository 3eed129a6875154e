import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { interleave, type Pairs } from './interleave';
import type * as Evaluate from '../../src/promql/evaluation/evaluate';
import type * as Queries from '../../src/promql/query';
import type * as Store from '../../src/promql/series/series';
import type * as Notation from '../../src/promql/series/series-notation';

const WARM_UP_ROUNDS = 3;
const ROUNDS = 9;
const INTERVAL = 15;
const SAMPLES = 1000;
const LAST = INTERVAL * (SAMPLES - 1);

/** The series in the notation of Prometheus' tests, which both sides read before anything is timed. */
const SERIES = Array.from({ length: 1000 }, (_, index) =>
  `requests_total{pod="${index % 100}",code="${200 + index % 10}",id="${index}"} 0+${1 + index % 7}x${SAMPLES - 1}`).join('\n');

const RATIO = 'sum(rate(requests_total{code!~"20[5-9]"}[5m])) / sum(rate(requests_total[5m]))';

const QUESTIONS: Readonly<Record<string, { readonly query: string; readonly isRange: boolean }>> = {
  'a ratio of rates over a range': { query: RATIO, isRange: true },
  'all series over a range': { query: 'requests_total', isRange: true },
  'a join over a range': { query: 'requests_total / on(id) group_left requests_total', isRange: true },
  'a ratio of rates at one moment': { query: RATIO, isRange: false },
};

/** Prints the milliseconds of each question, for us and for the real engine, whose program is the only argument. */
async function main([program]: readonly string[]): Promise<void> {
  const oracle = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ours = library();
  const measured: Record<string, Pairs> = {};
  for (const [name, { query, isRange }] of Object.entries(QUESTIONS)) {
    const pairs = async (rounds: number) => interleave(rounds, () => ours(query, isRange), async () => theirs(oracle, query, isRange));
    await pairs(WARM_UP_ROUNDS);
    measured[name] = await pairs(ROUNDS);
  }
  oracle.stdin.end();
  console.log(JSON.stringify(measured));
}

/** What is measured is no part of the public API. */
function library(): (query: string, isRange: boolean) => number {
  const folder = join(dirname(require.resolve('cdk8s-smart-canary/package.json')), 'lib', 'src', 'promql');
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { evaluate, evaluateRange } = require(join(folder, 'evaluation', 'evaluate.js')) as typeof Evaluate;
  const { readQuery } = require(join(folder, 'query.js')) as typeof Queries;
  const { SeriesStore } = require(join(folder, 'series', 'series.js')) as typeof Store;
  const { readSeriesNotation } = require(join(folder, 'series', 'series-notation.js')) as typeof Notation;
  /* eslint-enable @typescript-eslint/no-require-imports */
  const store = new SeriesStore();
  readSeriesNotation(SERIES, INTERVAL * 1000, store);
  return (query, isRange) => {
    const start = performance.now();
    const { expression } = readQuery(query);
    if (!expression) throw new Error(`'${query}' is refused`);
    if (isRange) evaluateRange(expression, store, { start: 0, end: LAST * 1000, step: INTERVAL * 1000 });
    else evaluate(expression, store, { at: LAST * 1000 });
    return performance.now() - start;
  };
}

async function theirs(oracle: ChildProcess, query: string, isRange: boolean): Promise<number> {
  const range = isRange ? { at: 0, end: LAST, step: INTERVAL } : { at: LAST };
  oracle.stdin!.write(`${JSON.stringify({ id: 1, op: 'time', query, load: `load ${INTERVAL}s\n${SERIES}`, ...range, rounds: 1 })}\n`);
  const lines = createInterface({ input: oracle.stdout! });
  const [line] = await once(lines, 'line') as [string];
  lines.close();
  const { answer, error } = JSON.parse(line) as { answer?: { milliseconds: number[]; message?: string }; error?: { message: string } };
  if (!answer || answer.message !== undefined) throw new Error(`the oracle fails: ${error?.message ?? answer?.message}`);
  return answer.milliseconds[0];
}

void main(process.argv.slice(2));
