import { KahanSum } from './kahan-sum';
import { Mean } from './mean';
import { quantileOf } from './quantile';

/** What an aggregation makes of the values that a group has at each step. */
export interface Aggregator {
  /** The first value at a step. */
  start(step: number, value: number): void;
  /** Each further one. */
  add(step: number, value: number): void;
  result(step: number): number;
}

/** Begins a group; the parameter is that of `quantile`, step by step. */
export type StartGroup = (steps: number, parameter: Float64Array | undefined) => Aggregator;

/** @see https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators */
export const AGGREGATORS: Readonly<Record<string, StartGroup>> = {
  sum: (steps) => new Sum(steps),
  count: (steps) => new Count(steps),
  group: () => ({ start: () => undefined, add: () => undefined, result: () => 1 }),
  min: (steps) => new Extreme(steps, true),
  max: (steps) => new Extreme(steps, false),
  avg: () => new StepByStep((value) => new Mean(value)),
  stdvar: () => new StepByStep((value) => new Variance(value)),
  stddev: () => new StepByStep((value) => new Variance(value), Math.sqrt),
  quantile: (_, parameter) => new Quantile(parameter),
};

class Sum implements Aggregator {
  private readonly sums: Float64Array;
  private readonly compensations: Float64Array;
  private readonly kahan = new KahanSum();

  constructor(steps: number) {
    this.sums = new Float64Array(steps);
    this.compensations = new Float64Array(steps);
  }

  public start(step: number, value: number): void {
    this.sums[step] = value;
  }

  public add(step: number, value: number): void {
    const { kahan } = this;
    kahan.sum = this.sums[step];
    kahan.compensation = this.compensations[step];
    kahan.add(value);
    this.sums[step] = kahan.sum;
    this.compensations[step] = kahan.compensation;
  }

  public result(step: number): number {
    return this.sums[step] + this.compensations[step];
  }
}

class Count implements Aggregator {
  private readonly counts: Float64Array;

  constructor(steps: number) {
    this.counts = new Float64Array(steps);
  }

  public start(step: number): void {
    this.counts[step] = 1;
  }

  public add(step: number): void {
    this.counts[step]++;
  }

  public result(step: number): number {
    return this.counts[step];
  }
}

/** NaN counts only where there is nothing else. */
class Extreme implements Aggregator {
  private readonly best: Float64Array;

  constructor(steps: number, private readonly isLeast: boolean) {
    this.best = new Float64Array(steps);
  }

  public start(step: number, value: number): void {
    this.best[step] = value;
  }

  public add(step: number, value: number): void {
    const best = this.best[step];
    if ((this.isLeast ? value < best : value > best) || Number.isNaN(best)) this.best[step] = value;
  }

  public result(step: number): number {
    return this.best[step];
  }
}

interface Accumulator {
  readonly result: number;
  add(value: number): void;
}

/** One accumulator for each step. */
class StepByStep implements Aggregator {
  private readonly accumulators: Accumulator[] = [];

  constructor(
    private readonly begin: (value: number) => Accumulator,
    private readonly finish: (result: number) => number = (result) => result,
  ) {}

  public start(step: number, value: number): void {
    this.accumulators[step] = this.begin(value);
  }

  public add(step: number, value: number): void {
    this.accumulators[step].add(value);
  }

  public result(step: number): number {
    return this.finish(this.accumulators[step].result);
  }
}

/** Welford's algorithm. */
class Variance {
  private count = 1;
  private mean: number;
  private squares: number;

  constructor(first: number) {
    this.mean = first;
    this.squares = Number.isFinite(first) ? 0 : NaN;
  }

  public add(value: number): void {
    this.count++;
    const delta = value - this.mean;
    this.mean += delta / this.count;
    this.squares += delta * (value - this.mean);
  }

  public get result(): number {
    return this.squares / this.count;
  }
}

class Quantile implements Aggregator {
  private readonly values: number[][] = [];

  constructor(private readonly parameter: Float64Array | undefined) {}

  public start(step: number, value: number): void {
    this.values[step] = [value];
  }

  public add(step: number, value: number): void {
    this.values[step].push(value);
  }

  public result(step: number): number {
    return quantileOf(this.parameter?.[step] ?? NaN, Float64Array.from(this.values[step]));
  }
}
