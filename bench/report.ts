import { type Comparison } from './comparison';
import type { Loaded } from './measured/loaded';
import { type LoadedFiles, type Measurements } from './measurements';
import { type Summary } from './statistics';

/** Writes the measurements as two small tables for people. */
export function renderReport({ node, cores, comparisons, loaded }: Measurements): string {
  return [
    `Node ${node}, ${cores} cores; median (min..max), ratio and extra taken round by round`,
    '',
    renderTable(['milliseconds', 'rounds', 'library', 'peer', 'ratio', 'extra', 'goal', 'peer is'], comparisons.map(comparisonRow)),
    '',
    renderTable(['loaded', 'files', 'KiB', 'L1 files'], loadedRows(loaded)),
    '',
  ].join('\n');
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
