import { type Aggregator, type StartGroup } from './aggregators';
import { EvaluationError } from './evaluation-error';
import { type QueryContext } from './query-context';
import { isPresent, type Row, RowBuilder } from './rows';
import { type Grouping, type Span } from '../ast';
import { formatFloat } from '../series/format-float';
import { Labels, METRIC_NAME } from '../series/labels';

/** Rows of one group of an aggregation, and the labels that the group keeps. */
export interface Group {
  readonly labels: Labels;
  readonly rows: Row[];
}

/** Puts rows together whose labels are the same by the grouping, in the order in which they come. */
export function groupsOf(rows: readonly Row[], grouping: Grouping | undefined): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const key = groupKey(row.labels, grouping);
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { labels: groupLabels(row.labels, grouping), rows: [row] });
  }
  return [...groups.values()];
}

/** Aggregates each group at each step; the parameter may differ from step to step. */
export function aggregate(groups: readonly Group[], start: StartGroup, parameter: Float64Array | undefined, steps: number): Row[] {
  return groups.map(({ labels, rows }) => {
    const aggregator = start(steps, parameter);
    const seen = new Uint8Array(steps);
    for (const row of rows) aggregateRow(row, aggregator, seen);
    const builder = new RowBuilder(steps);
    for (let step = 0; step < steps; step++) if (seen[step] === 1) builder.set(step, aggregator.result(step));
    return builder.row(labels);
  });
}

/** Row by row, and not step by step: each has its values beside each other. */
function aggregateRow({ values, present }: Row, aggregator: Aggregator, seen: Uint8Array): void {
  for (let step = 0; step < values.length; step++) {
    if (present !== undefined && present[step] === 0) continue;
    if (seen[step] === 1) {
      aggregator.add(step, values[step]);
    } else {
      seen[step] = 1;
      aggregator.start(step, values[step]);
    }
  }
}

export interface ValueCount {
  /** The label that takes the values. */
  readonly label: string;
  readonly grouping?: Grouping;
  readonly node: Span;
  readonly steps: number;
  readonly query: QueryContext;
}

/**
 * Counts how often each value is there.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/#count_values
 */
export function countValues(rows: readonly Row[], { label, grouping, node, steps, query }: ValueCount): Row[] {
  if (label === '') throw new EvaluationError('execution', node, 'invalid label name ""');
  const counts = new Map<string, { labels: Labels; values: Float64Array; present: Uint8Array }>();
  for (const row of rows) {
    for (let step = 0; step < steps; step++) {
      if (!isPresent(row, step)) continue;
      const labels = countLabels(row.labels, label, row.values[step], grouping);
      let count = counts.get(labels.key);
      if (!count) {
        query.charge(steps, node);
        counts.set(labels.key, count = { labels, values: new Float64Array(steps), present: new Uint8Array(steps) });
      }
      count.values[step]++;
      count.present[step] = 1;
    }
  }
  return [...counts.values()];
}

function groupKey(labels: Labels, grouping: Grouping | undefined): string {
  if (!grouping) return '';
  return grouping.without ? labels.keyWithout([METRIC_NAME, ...grouping.labels]) : labels.keyWith(grouping.labels);
}

function groupLabels(labels: Labels, grouping: Grouping | undefined): Labels {
  if (!grouping) return Labels.EMPTY;
  return grouping.without ? labels.without([METRIC_NAME, ...grouping.labels]) : labels.only(grouping.labels);
}

/** The label of the value belongs to what is grouped by. */
function countLabels(labels: Labels, label: string, value: number, grouping: Grouping | undefined): Labels {
  const valued = labels.with(label, formatFloat(value));
  return groupLabels(valued, grouping?.without ? grouping : { without: false, labels: [...grouping?.labels ?? [], label] });
}
