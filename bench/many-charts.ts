import { strictEqual } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ManyCharts, Side } from './measured/many-charts';
import { type RunScript } from './plain-node';
import { type Summary, summarize } from './statistics';

/** How often each side is measured, by the number of charts; cdk8s's App takes a minute for two thousand. */
const ROUNDS: [charts: number, rounds: number][] = [[1, 9], [100, 9], [500, 5], [2000, 3]];
const BARE: Side = 'plain, cdk8s\'s App';
const APPS: Side[] = ['canaries, our App', 'canaries, cdk8s\'s App', 'plain, our App', BARE];
const SIDES: Side[] = [...APPS, 'cdk8s\'s Yaml', 'JSON.stringify'];

/** One side at one number of charts; times in milliseconds, memory in mebibytes. */
export interface ManyChartsRow {
  readonly charts: number;
  readonly side: Side;
  readonly rounds: number;
  readonly construct: Summary;
  readonly synth: Summary;
  readonly total: Summary;
  /** Its total against that of plain objects with cdk8s's App, round by round. */
  readonly ofBare: Summary;
  readonly cpu: Summary;
  readonly cpuOfBare: Summary;
  readonly peakMemory: Summary;
}

/** A figure that is promised. */
export interface ManyChartsGoal {
  readonly name: string;
  readonly figure: number;
  readonly bound: string;
  readonly met: boolean;
}

type Rounds = { [side in Side]: ManyCharts }[];

/** Synthesizes more and more charts, each sample in a process of its own, the sides in turns. */
export function measureManyCharts(run: RunScript): ManyChartsRow[] {
  const folder = mkdtempSync(join(__dirname, 'measured', 'output-'));
  try {
    return measureIn(folder, run);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measureIn(folder: string, run: RunScript): ManyChartsRow[] {
  const manifests = JSON.stringify(run('manifests'));
  return ROUNDS.flatMap(([charts, count]) => {
    const rounds: Rounds = Array.from({ length: count }, () => {
      const samples = SIDES.map((side) => [side, run('many-charts', side, String(charts), manifests, folder) as ManyCharts]);
      return Object.fromEntries(samples);
    });
    const [{ digest }] = rounds.map((round) => round[APPS[0]]);
    for (const round of rounds) APPS.forEach((side) => strictEqual(round[side].digest, digest, `${side} writes something else`));
    return SIDES.map((side) => summarizeSide(charts, side, rounds));
  });
}

function summarizeSide(charts: number, side: Side, rounds: Rounds): ManyChartsRow {
  const total = ({ construct, synth }: ManyCharts) => construct + synth;
  const of = (measure: (sample: ManyCharts) => number) => summarize(rounds.map((round) => measure(round[side])));
  const ofBare = (measure: (sample: ManyCharts) => number) => summarize(rounds.map((round) => measure(round[side]) / measure(round[BARE])));
  return {
    charts,
    side,
    rounds: rounds.length,
    construct: of(({ construct }) => construct),
    synth: of(({ synth }) => synth),
    total: of(total),
    ofBare: ofBare(total),
    cpu: of(({ cpu }) => cpu),
    cpuOfBare: ofBare(({ cpu }) => cpu),
    peakMemory: of(({ peakMemory }) => peakMemory),
  };
}

/** By the medians of what was measured, on the clock and in processor time. */
export function goalsOfManyCharts(rows: ManyChartsRow[]): ManyChartsGoal[] {
  const at = (charts: number, side: Side) => rows.find((row) => row.charts === charts && row.side === side)!;
  const memory = (side: Side) => at(2000, side).peakMemory.median;
  const timed = (['clock', 'processor'] as const).flatMap((measure) => {
    const time = (charts: number) => at(charts, 'canaries, our App')[measure === 'clock' ? 'total' : 'cpu'].median / charts;
    const ofBare = (charts: number, side: Side) => at(charts, side)[measure === 'clock' ? 'ofBare' : 'cpuOfBare'].median;
    return [
      atMost(`${measure}: canaries, our App, time per chart at 2,000 charts, of that at 100`, time(2000) / time(100), 1.2),
      atLeast(`${measure}: canaries, our App, times as fast as bare cdk8s, at 2,000 charts`, 1 / ofBare(2000, 'canaries, our App'), 20),
      atLeast(`${measure}: plain, our App, times as fast as bare cdk8s, at 2,000 charts`, 1 / ofBare(2000, 'plain, our App'), 20),
      atMost(`${measure}: canaries, cdk8s's App, of bare cdk8s, at 100 charts`, ofBare(100, 'canaries, cdk8s\'s App'), 1.3),
    ];
  });
  return [...timed, atMost('memory: canaries, our App, of bare cdk8s, at 2,000 charts', memory('canaries, our App') / memory(BARE), 1)];
}

function atMost(name: string, figure: number, bound: number): ManyChartsGoal {
  return { name, figure, bound: `<= ${bound}`, met: figure <= bound };
}

function atLeast(name: string, figure: number, bound: number): ManyChartsGoal {
  return { name, figure, bound: `>= ${bound}`, met: figure >= bound };
}
