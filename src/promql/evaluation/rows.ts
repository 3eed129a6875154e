import { type Span } from '../ast';
import { duplicateSeries } from './evaluation-error';
import { type Labels } from '../series/labels';

/** A series of a result on its way: a value at each step, or at some of them. */
export interface Row {
  readonly labels: Labels;
  readonly values: Float64Array;
  /** 1 at each step that has a value. @default - all have one */
  readonly present?: Uint8Array;
}

export function isPresent({ present }: Row, step: number): boolean {
  return present === undefined || present[step] === 1;
}

/** Makes the values of a row, step by step. */
export class RowBuilder {
  public count = 0;
  private readonly values: Float64Array;
  private readonly present: Uint8Array;

  constructor(public readonly steps: number) {
    this.values = new Float64Array(steps);
    this.present = new Uint8Array(steps);
  }

  public has(step: number): boolean {
    return this.present[step] === 1;
  }

  /** Sets the value of a step that has none. */
  public set(step: number, value: number): void {
    this.values[step] = value;
    this.present[step] = 1;
    this.count++;
  }

  /** The row; it must not be built any further. */
  public row(labels: Labels): Row {
    return { labels, values: this.values, present: this.count === this.steps ? undefined : this.present };
  }
}

/** Makes one row of those whose labels have become the same; they must not have values at one step. */
export function mergeRows(rows: readonly Row[], at: Span): readonly Row[] {
  if (!hasDuplicates(rows)) return rows;
  const merged = new Map<string, { labels: Labels; builder: RowBuilder }>();
  for (const row of rows) {
    const known = merged.get(row.labels.key);
    const target = known ?? { labels: row.labels, builder: new RowBuilder(row.values.length) };
    if (!known) merged.set(row.labels.key, target);
    addTo(target.builder, row, at);
  }
  return Array.from(merged.values(), ({ labels, builder }) => builder.row(labels));
}

/** Refuses rows with the same labels, even if they have values at different steps. */
export function refuseDuplicates(rows: readonly Row[], at: Span): readonly Row[] {
  if (hasDuplicates(rows)) throw duplicateSeries(at);
  return rows;
}

function hasDuplicates(rows: readonly Row[]): boolean {
  return rows.length > 1 && new Set(rows.map(({ labels }) => labels.key)).size < rows.length;
}

function addTo(builder: RowBuilder, row: Row, at: Span): void {
  for (let step = 0; step < row.values.length; step++) {
    if (!isPresent(row, step)) continue;
    if (builder.has(step)) throw duplicateSeries(at);
    builder.set(step, row.values[step]);
  }
}
