import { secondsOf, type Stamps } from './clock';
import { isCompleted, isWorse, type Measured, type MeasuredPhase, type MeasurementSource, type RunPhase } from './measurement';
import { assessMetric, countMeasurement, exceededLimit, isCountReached, type MetricResult, newResult } from './metric-result';
import { type MetricPlan, type RunPlan } from './run-plan';

/** A measurement that was taken. */
export interface TakenMeasurement {
  readonly metric: string;
  /** When it was finished, in milliseconds. */
  readonly at: number;
  readonly phase: MeasuredPhase;
  readonly value?: string;
}

export interface AnalysisRunProps {
  readonly plan: RunPlan;
  readonly source: MeasurementSource;
  readonly stamps: Stamps;
  readonly onMeasurement: (measurement: TakenMeasurement) => void;
}

interface Taking {
  readonly plan: MetricPlan;
  readonly measured: Measured;
  readonly finished: number;
}

/** After an error it is measured again this much later, whatever the interval says. */
const ERROR_RETRY = 10_000;

/** No metric is measured more often, however short its interval: the controller has to write each measurement down. */
const SHORTEST_GAP = 50;

/**
 * One AnalysisRun, looked at whenever it asks for it.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/analysis/analysis.go
 */
export class AnalysisRun {
  public phase: RunPhase = '';
  public message = '';
  /** When it wants to be looked at again, in milliseconds; undefined where only its termination would change anything. */
  public nextAt?: number;
  private readonly results = new Map<string, MetricResult>();
  private startedAt?: number;
  private isTerminated = false;
  private taking: readonly Taking[] = [];

  constructor(private readonly props: AnalysisRunProps, createdAt: number) {
    this.nextAt = createdAt;
  }

  public get isOver(): boolean {
    return isCompleted(this.phase);
  }

  /** Ends the run; a query that is under way is waited for. */
  public terminate(at: number): void {
    if (this.isTerminated || this.isOver) return;
    this.isTerminated = true;
    if (this.taking.length === 0) this.nextAt = at;
  }

  /** One pass of the controller over the run. */
  public pass(at: number): void {
    if (this.isOver || this.nextAt === undefined || at < this.nextAt) return;
    const { invalid } = this.props.plan;
    if (invalid !== undefined) this.end('Error', invalid);
    else if (this.taking.length > 0) this.finish(at);
    else this.measure(at);
  }

  private measure(at: number): void {
    const isTerminating = this.isTerminating();
    const due = isTerminating ? [] : this.props.plan.metrics.filter((metric) => this.dueAt(metric) <= at);
    this.taking = due.map((plan) => {
      const measured = this.props.source(plan, secondsOf(at));
      return { plan, measured, finished: at + (measured.seconds ?? 0) * 1000 };
    });
    // One slow query keeps the whole run waiting.
    const finished = this.taking.reduce((latest, each) => Math.max(latest, each.finished), at);
    if (finished > at) this.nextAt = finished;
    else this.finish(at);
  }

  private finish(at: number): void {
    for (const { plan, measured, finished } of this.taking) {
      const result = this.results.get(plan.name) ?? newResult(plan);
      this.results.set(plan.name, result);
      countMeasurement(result, { ...measured, finished, stamped: this.props.stamps.stamp(finished) });
      this.props.onMeasurement({ metric: plan.name, at: finished, phase: measured.phase, value: measured.value });
    }
    this.taking = [];
    this.assess(at);
    if (!this.isOver) this.nextAt = this.isTerminating() ? at : this.earliest();
  }

  /** When a metric is to be measured next; never is infinity. */
  private dueAt(metric: MetricPlan): number {
    const result = this.results.get(metric.name);
    if (!result?.last) {
      if (metric.initialDelay === undefined) return -Infinity;
      return this.startedAt === undefined ? Infinity : this.startedAt + metric.initialDelay;
    }
    const { phase, stamped, finished } = result.last;
    if (isCompleted(result.phase) || isCountReached(result)) return Infinity;
    const gap = phase === 'Error' ? ERROR_RETRY : metric.interval ?? ERROR_RETRY;
    return Math.max(stamped + gap, finished + SHORTEST_GAP);
  }

  private earliest(): number | undefined {
    const next = this.props.plan.metrics.reduce((earliest, metric) => Math.min(earliest, this.dueAt(metric)), Infinity);
    return next === Infinity ? undefined : next;
  }

  /** Only what was decided in an earlier pass ends the other metrics. */
  private isTerminating(): boolean {
    return this.isTerminated || [...this.results.values()].some(({ phase, plan }) => !plan.isDryRun && isCompleted(phase) && phase !== 'Successful');
  }

  private assess(at: number): void {
    const isTerminating = this.isTerminating();
    this.startedAt ??= this.props.stamps.stamp(at);
    for (const result of this.results.values()) result.phase = assessMetric(result, isTerminating);
    const { metrics } = this.props.plan;
    const areAllOver = metrics.every(({ name }) => isCompleted(this.results.get(name)?.phase ?? ''));
    if (isTerminating || areAllOver) this.conclude();
    else this.phase = 'Running';
  }

  /** The run is as bad as its worst metric; dry runs count for nothing, and nor do metrics that were not measured yet. */
  private conclude(): void {
    let worst: RunPhase = 'Successful';
    let message = this.isTerminated ? 'Run Terminated' : '';
    for (const { name, isDryRun } of this.props.plan.metrics) {
      const result = this.results.get(name);
      if (isDryRun || !result || !isWorse(result.phase, worst)) continue;
      worst = result.phase;
      message = messageOf(result);
    }
    this.end(worst, message);
  }

  private end(phase: RunPhase, message: string): void {
    this.phase = phase;
    this.message = message;
    this.nextAt = undefined;
  }
}

function messageOf(result: MetricResult): string {
  const { plan: { name, consecutiveSuccessLimit }, phase, last } = result;
  const reason = exceededLimit(result)?.message ?? `consecutiveSuccessLimit (${consecutiveSuccessLimit}) not reached`;
  const detail = last?.message ? `: "Error Message: ${last.message}"` : '';
  return `Metric "${name}" assessed ${phase} due to ${reason}${detail}`;
}
