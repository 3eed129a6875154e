import { operatorText, reasonText } from './matrix-words';
import { printable } from './printable';
import { type SimulatedMatrix } from './simulated';
import { type Paint } from './text-report';
import { timeText } from '../manifest/time-text';
import { type Judgement, JUDGEMENTS } from '../simulation/judgement';
import { type MatrixRow } from '../simulation/matrix';

/** What fits a terminal. */
const WIDTH = 100;

const GAP = '  ';

type Style = Parameters<Paint>[0];

const MARKS: Record<Judgement, string> = { 'bad-promoted': '✖', 'bad-kept': '•', 'good-aborted': '!', 'unseen-promoted': '?' };

const STYLES: Record<Judgement, Style> = { 'bad-promoted': 'red', 'bad-kept': 'yellow', 'good-aborted': 'yellow', 'unseen-promoted': 'yellow' };

const MEANINGS: Record<Judgement, string> = {
  'bad-promoted': 'a bad release is promoted',
  'bad-kept': 'a bad release keeps its requests, and nothing aborts it',
  'good-aborted': 'a good release is aborted',
  'unseen-promoted': 'a release is promoted without one good measurement',
};

const HEAD = ['', 'scenario', 'operator', 'outcome', 'at', 'failed', 'requests', 'why'];

const SCENARIO = 1;
const OPERATOR = 2;

/** Columns of numbers. */
const RIGHT = [4, 5, 6];

/** A line of the table: plays that differ in nothing but who was waited for are one. */
interface Line {
  readonly row: MatrixRow;
  readonly cells: readonly string[];
}

/** A table for each Rollout, for people. */
export function matrixText(matrices: readonly SimulatedMatrix[], paint: Paint): string {
  return matrices.map((matrix) => tableOf(matrix, paint)).join('\n');
}

function tableOf({ rollout, rows }: SimulatedMatrix, paint: Paint): string {
  const lines = linesOf(rows);
  const all = [HEAD, ...lines.map(({ cells }) => cells)];
  const widths = HEAD.map((_, column) => Math.max(...all.map((cells) => [...cells[column]].length)));
  const shown = lines.map(({ row, cells }, index) => {
    const isRepeated = lines[index - 1]?.row.scenario === row.scenario;
    const text = lineText(isRepeated ? cells.with(SCENARIO, '') : cells, widths);
    return row.judgement === undefined ? text : paint(STYLES[row.judgement], text);
  });
  return [paint('bold', printable(rollout)), paint('dim', lineText(HEAD, widths)), ...shown, ...notesOf(rows, paint), ''].join('\n');
}

function linesOf(rows: readonly MatrixRow[]): Line[] {
  const scenarios = [...new Set(rows.map(({ scenario }) => scenario))];
  return scenarios.flatMap((scenario) => {
    const own = rows.filter((row) => row.scenario === scenario).map((row) => ({ row, cells: cellsOf(row) }));
    const [first, ...others] = own;
    const ofAnybody = first.cells.with(OPERATOR, 'any');
    const isSame = others.length > 0 && others.every(({ cells }) => cells.with(OPERATOR, 'any').join() === ofAnybody.join());
    return isSame ? [{ row: first.row, cells: ofAnybody }] : own;
  });
}

function cellsOf(row: MatrixRow): string[] {
  const { scenario, timeline: { outcome, endsAt, exposure }, judgement } = row;
  const { requests, failed } = exposure ?? { requests: 0, failed: 0 };
  const mark = judgement === undefined ? '' : MARKS[judgement];
  const at = timeText(Math.round(endsAt));
  return [mark, scenario, operatorText(row), outcome, at, String(failed), String(requests), printable(reasonText(row.timeline))];
}

function lineText(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, column) => (RIGHT.includes(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column])));
  const line = padded.join(GAP).trimEnd();
  return [...line].length > WIDTH ? `${[...line].slice(0, WIDTH - 1).join('')}…` : line;
}

function notesOf(rows: readonly MatrixRow[], paint: Paint): string[] {
  const counts = JUDGEMENTS.map((judgement) => ({ judgement, count: rows.filter((row) => row.judgement === judgement).length }));
  const met = counts.filter(({ count }) => count > 0);
  const notes = met.map(({ judgement, count }) => paint(STYLES[judgement], `${MARKS[judgement]} ${MEANINGS[judgement]}: ${count} of ${rows.length}`));
  const [waiting] = rows.flatMap(({ timeline: { exposure } }) => exposure?.until ?? []);
  return [...notes, ...waiting === undefined ? [] : [`requests of a release that is paused are those until ${timeText(waiting)}`]];
}
