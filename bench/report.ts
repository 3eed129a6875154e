import { type CheckRow } from './check';
import { type Comparison } from './comparison';
import { type ManyChartsGoal, type ManyChartsRow } from './many-charts';
import type { Loaded } from './measured/loaded';
import { type LoadedFiles, type Measurements } from './measurements';
import { type Summary } from './statistics';
import { type ValidateGoal, type ValidateRow } from './validate';

/** Writes the measurements as small tables for people, those that were asked for. */
export function renderReport({ node, cores, comparisons, loaded, manyCharts, goals, check, validate, validateGoals }: Measurements): string {
  const tables: [head: string[], body: string[][]][] = [
    [['milliseconds', 'rounds', 'library', 'peer', 'ratio', 'extra', 'goal', 'peer is'], comparisons.map(comparisonRow)],
    [['loaded', 'files', 'KiB', 'L1 files'], loaded ? loadedRows(loaded) : []],
    [['charts', 'side', 'rounds', 'construct', 'synth', 'together', 'of bare cdk8s', 'cpu', 'cpu of bare', 'peak MiB'], manyCharts.map(manyChartsRow)],
    [['check at synth, milliseconds a canary', 'canaries', 'rounds', 'clock', 'cpu', 'goal'], check.map(checkRow)],
    [['bundles', 'documents', 'command', 'rounds', 'clock', 'beyond node', 'of kubeconform', 'own cpu', 'peak MiB'], validate.map(validateRow)],
    [['goal', 'figure', 'bound', ''], [...goals.map(goalRow), ...validateGoals.map(validateGoalRow)]],
  ];
  const parts = tables.filter(([, body]) => body.length > 0).flatMap(([head, body]) => ['', renderTable(head, body)]);
  return [`Node ${node}, ${cores} cores; median (min..max), ratio and extra taken round by round`, ...parts, ''].join('\n');
}

function comparisonRow({ name, peerName, rounds, library, peer, ratio, extra, goal }: Comparison): string[] {
  const verdict = goal ? `${goal.of} <= ${goal.atMost}: ${goal.met ? 'met' : 'missed'}` : '-';
  return [name, String(rounds), renderSummary(library), renderSummary(peer), renderSummary(ratio), renderSummary(extra), verdict, peerName];
}

function loadedRows({ afterRequire, afterCanary, peer }: LoadedFiles): string[][] {
  return [
    loadedRow('library, once required', afterRequire),
    loadedRow('library, after one canary', afterCanary),
    loadedRow('cdk8s with all it needs', peer),
  ];
}

function loadedRow(name: string, { files, bytes, l1Files }: Loaded): string[] {
  return [name, String(files), (bytes / 1024).toFixed(1), String(l1Files)];
}

function manyChartsRow({ charts, side, rounds, construct, synth, total, ofBare, cpu, cpuOfBare, peakMemory }: ManyChartsRow): string[] {
  return [String(charts), side, String(rounds), ...[construct, synth, total, ofBare, cpu, cpuOfBare, peakMemory].map(renderSummary)];
}

function checkRow({ name, canaries, rounds, clock, cpu, atMost }: CheckRow): string[] {
  return [name, String(canaries), String(rounds), renderSummary(clock), renderSummary(cpu), `clock <= ${atMost}: ${clock.median <= atMost ? 'met' : 'missed'}`];
}

function goalRow({ name, figure, bound, met }: ManyChartsGoal): string[] {
  return [name, round(figure), bound, met ? 'met' : 'missed'];
}

function validateRow({ bundles, documents, side, rounds, wall, beyondNode, ofPeer, own }: ValidateRow): string[] {
  const times = [wall, beyondNode].map(renderSummary);
  return [String(bundles), String(documents), side, String(rounds), ...times, ofPeer ? renderSummary(ofPeer) : '-', own ? round(own.cpu) : '-', own ? round(own.peakMemory) : '-'];
}

function validateGoalRow({ name, figure, atMost, met }: ValidateGoal): string[] {
  return [name, round(figure), `<= ${atMost}`, met ? 'met' : 'missed'];
}

function renderSummary({ median, min, max }: Summary): string {
  return `${round(median)} (${round(min)}..${round(max)})`;
}

function round(value: number): string {
  return value.toPrecision(3);
}

function renderTable(head: string[], body: string[][]): string {
  const rows = [head, ...body];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}
