import { type OverTime } from './over-time';
import { type Expression } from '../../promql/ast';
import { evaluate, type EvaluationOptions, type QueryResult } from '../../promql/evaluation/evaluate';
import { EvaluationError } from '../../promql/evaluation/evaluation-error';
import { SeriesStore } from '../../promql/series/series';

/** How a Prometheus is: while it is down or empty it scrapes nothing, and what it misses is a gap afterwards. */
export type PrometheusHealth =
  | { readonly state: 'up' | 'down' | 'empty' }
  | { readonly state: 'slow'; readonly seconds: number };

/** How pods are scraped, in milliseconds. */
export interface ScrapeTimes {
  readonly interval: number;
  /** When the first scrape after 0 is. @default 0 */
  readonly phase?: number;
}

/** What a query comes to, and how long that takes. */
export type Reply =
  | { readonly seconds: number; readonly result: QueryResult; readonly error?: undefined }
  | { readonly seconds: number; readonly error: string; readonly result?: undefined };

const UP: PrometheusHealth = { state: 'up' };
const NOTHING = new SeriesStore();

/** A Prometheus, and what it has scraped. */
export class PrometheusServer {
  public readonly store = new SeriesStore();
  private readonly interval: number;
  private readonly phase: number;

  constructor(
    { interval, phase = 0 }: ScrapeTimes,
    private readonly health?: OverTime<PrometheusHealth>,
    private readonly options: EvaluationOptions = {},
  ) {
    if (!(Number.isInteger(interval) && interval > 0)) throw new Error(`'interval' must be a whole number of milliseconds above 0, got ${interval}; 15 seconds are 15000`);
    if (!(Number.isInteger(phase) && phase >= 0 && phase < interval)) {
      throw new Error(`'phase' must be a whole number of milliseconds from 0 to below the interval, got ${phase}; it is where in the interval a scrape falls`);
    }
    this.interval = interval;
    this.phase = phase;
  }

  /** When it scrapes next, whether it is up then or not. */
  public nextScrape(after: number): number {
    return (Math.floor((after - this.phase) / this.interval) + 1) * this.interval + this.phase;
  }

  public scrapes(time: number): boolean {
    const { state } = this.healthAt(time);
    return state === 'up' || state === 'slow';
  }

  /** Asks at a time in milliseconds. */
  public ask(expression: Expression, at: number): Reply {
    const health = this.healthAt(at);
    const seconds = health.state === 'slow' ? health.seconds : 0;
    if (health.state === 'down') return { seconds, error: 'connection refused' };
    try {
      return { seconds, result: evaluate(expression, health.state === 'empty' ? NOTHING : this.store, { ...this.options, at }) };
    } catch (error) {
      if (error instanceof EvaluationError) return { seconds, error: error.message };
      throw error;
    }
  }

  private healthAt(time: number): PrometheusHealth {
    return this.health?.at(time) ?? UP;
  }
}
