import { type Distributed } from './distributed';
import { printable } from './printable';
import { type Paint } from './text-report';
import { timeText } from '../manifest/time-text';
import { type Distribution, type OutcomeShare, type Spread } from '../simulation/distribution';
import { type Outcome } from '../simulation/timeline';

const COLORS: Record<Outcome, 'green' | 'red' | 'yellow'> = { promoted: 'green', aborted: 'red', paused: 'yellow', stuck: 'red' };

/** What many runs of each Rollout came to, for people. */
export function runsText(distributed: readonly Distributed[], paint: Paint): string {
  return distributed.map((each) => textOf(each, paint)).join('\n');
}

function textOf({ rollout, scenario, distribution }: Distributed, paint: Paint): string {
  const { runs, firstSeed, outcomes } = distribution;
  const seeds = runs === 1 ? `seed ${firstSeed}` : `seeds ${firstSeed} to ${firstSeed + runs - 1}`;
  const title = `${paint('bold', printable(rollout))}: ${runs} ${runs === 1 ? 'run' : 'runs'} of ${scenario}, ${seeds}`;
  return [title, ...outcomeTable(outcomes, paint), '', ...spreadTable(distribution), ''].join('\n');
}

function outcomeTable(outcomes: readonly OutcomeShare[], paint: Paint): string[] {
  const rows = outcomes.map(({ outcome, count, share, low, high, seed }) => [outcome, String(count), `${percent(share)} %`, `${percent(low)} to ${percent(high)} %`, String(seed)]);
  const [head, ...lines] = tableOf([['', 'runs', 'share', '95 % confidence', 'first seed'], ...rows]);
  return [head, ...lines.map((line, index) => line.replace(/\S+/, (name) => paint(COLORS[outcomes[index].outcome], name)))];
}

function spreadTable({ timeToAbort, requests, failed }: Distribution): string[] {
  return tableOf([
    ['', '5 %', 'median', '95 %'],
    ...timeToAbort ? [rowOf('time to abort', timeToAbort, timeText)] : [],
    rowOf('requests to the new version', requests, String),
    rowOf('of which failed', failed, String),
  ]);
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

function rowOf(name: string, { p5, median, p95 }: Spread, show: (value: number) => string): string[] {
  return [name, show(p5), show(median), show(p95)];
}

function tableOf(rows: readonly string[][]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ')}`);
}
