import { type Group } from './aggregate';
import { type Span } from '../ast';
import { EvaluationError } from './evaluation-error';
import { isPresent, type Row, RowBuilder } from './rows';
import { sortedBy } from './sort-rows';
import { formatShort } from '../series/format-float';

const LARGEST_INT64 = 2 ** 63;

/**
 * Keeps the k greatest or least of each group, at each step; at a single step in their order.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/#topk-and-bottomk
 */
export class TopK {
  private readonly isBefore: (left: number, right: number) => boolean;

  constructor(isTop: boolean, private readonly parameter: Float64Array, private readonly at: Span) {
    this.isBefore = isTop ? (left, right) => left < right : (left, right) => left > right;
  }

  public of(groups: readonly Group[], steps: number): Row[] {
    if (this.parameter.reduce((most, value) => Math.max(most, value), -Number.MAX_VALUE) < 1) return [];
    this.checkParameter();
    const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);
    return groups.flatMap(({ rows }) => this.ofGroup(rows, steps, total));
  }

  private checkParameter(): void {
    for (const value of this.parameter) if (Number.isNaN(value)) throw new EvaluationError('execution', this.at, 'Parameter value is NaN');
    const least = this.parameter.reduce((before, value) => Math.min(before, value), Infinity);
    const most = this.parameter.reduce((before, value) => Math.max(before, value), -Infinity);
    if (least <= -LARGEST_INT64) throw new EvaluationError('execution', this.at, `Scalar value ${formatShort(least)} underflows int64`);
    if (most >= LARGEST_INT64) throw new EvaluationError('execution', this.at, `Scalar value ${formatShort(most)} overflows int64`);
  }

  private ofGroup(rows: readonly Row[], steps: number, total: number): Row[] {
    const builders = new Map<Row, RowBuilder>();
    for (let step = 0; step < steps; step++) {
      const count = Math.min(Math.trunc(this.parameter[step]), total);
      for (const row of count < 1 ? [] : this.best(rows, step, count)) {
        let builder = builders.get(row);
        if (!builder) builders.set(row, builder = new RowBuilder(steps));
        builder.set(step, row.values[step]);
      }
    }
    return Array.from(builders, ([{ labels }, builder]) => builder.row(labels));
  }

  /** A heap of the best so far with the worst of them on top, as Prometheus has it: which of equal values stay depends on it. */
  private best(rows: readonly Row[], step: number, count: number): Row[] {
    const heap: Row[] = [];
    const less = (left: number, right: number) => Number.isNaN(left) || this.isBefore(left, right);
    const isBelow = (left: number, right: number) => less(heap[left].values[step], heap[right].values[step]);
    for (const row of rows) {
      if (!isPresent(row, step)) continue;
      const value = row.values[step];
      if (heap.length < count) {
        heap.push(row);
        siftUp(heap, isBelow);
      } else if (this.isBefore(heap[0].values[step], value) || (Number.isNaN(heap[0].values[step]) && !Number.isNaN(value))) {
        heap[0] = row;
        if (count > 1) siftDown(heap, isBelow);
      }
    }
    return sortedBy(heap, (left, right) => less(right.values[step], left.values[step]));
  }
}

type IsBelow = (left: number, right: number) => boolean;

function siftUp(heap: Row[], isBelow: IsBelow): void {
  let child = heap.length - 1;
  while (child > 0) {
    const parent = Math.floor((child - 1) / 2);
    if (!isBelow(child, parent)) return;
    swap(heap, child, parent);
    child = parent;
  }
}

function siftDown(heap: Row[], isBelow: IsBelow): void {
  let parent = 0;
  for (;;) {
    const left = 2 * parent + 1;
    if (left >= heap.length) return;
    const child = left + 1 < heap.length && isBelow(left + 1, left) ? left + 1 : left;
    if (!isBelow(child, parent)) return;
    swap(heap, child, parent);
    parent = child;
  }
}

function swap(heap: Row[], left: number, right: number): void {
  [heap[left], heap[right]] = [heap[right], heap[left]];
}
