import { type Assumptions } from './assumptions';
import { type Ailment, trafficWith } from './fault';
import { type Expression } from '../../promql/ast';
import { lookbackIn, metricsIn } from '../asked-series';
import { simulateIn } from '../closed-loop';
import { type Measured } from '../measurement';
import { type ProfileVersion } from '../profile';
import { type ServedRelease } from '../read-served-release';
import { type RolloutModel } from '../rollout-model';
import { type MetricPlan } from '../run-plan';
import { type Scenario } from '../scenario';
import { simulate } from '../simulate';
import { type Timeline } from '../timeline';
import { OverTime } from '../world/over-time';
import { type PrometheusHealth } from '../world/prometheus-server';

/** A release to be tried; without anything around it metrics measure what they are told. */
export interface Tried {
  readonly model: RolloutModel;
  /** @default - requests and metrics are not simulated */
  readonly served?: ServedRelease;
}

/** One thing that may happen to a release; times in seconds. */
export interface Trial {
  /** @default - nothing is wrong */
  readonly ailment?: Ailment;
  /** The only metric that may be bad. @default - all that can be asked */
  readonly only?: MetricPlan;
  /** Until when everything is good anyway, so that nobody has to ask. @default - from the beginning metrics are asked */
  readonly goodUntil?: number;
  /** How long people let an open pause last. @default 0 */
  readonly promoteAfter?: number;
  /** From when to when Prometheus is down. @default - it is up */
  readonly outage?: { readonly from: number; readonly to: number };
  /** Whether its pods never become ready. @default false */
  readonly isNeverReady?: boolean;
}

const GOOD: Measured = { phase: 'Successful' };
const BAD: Measured = { phase: 'Failed' };

/** Plays a release again and again, each time something else happens to it. */
export class Trials {
  constructor(public readonly tried: Tried, public readonly assumptions: Assumptions, private readonly version: ProfileVersion) {}

  public play(trial: Trial, tried: Tried = this.tried): Timeline {
    const { model, served } = tried;
    const answer = answersIn(trial, tried);
    const scenario: Omit<Scenario, 'measure'> = this.scenarioOf(trial);
    if (!served) return simulate(model, { ...scenario, measure: (metric, at) => answer(metric, at) ?? GOOD });
    const { requestsPerSecond, scrapeInterval } = this.assumptions;
    const queries = queriesOf(served, trial);
    return simulateIn({ ...served, metrics: metricsIn(queries) }, {
      traffic: () => trafficWith(requestsPerSecond, trial.ailment),
      prometheus: outageOf(trial),
      scrapeInterval,
      answer,
      // Two scrapes more, so that the series have begun.
      since: (trial.goodUntil ?? 0) - lookbackIn(queries) - 2 * scrapeInterval,
    }, scenario);
  }

  /** The same where nobody measures anything bad. */
  public playUnmeasured(trial: Trial): Timeline {
    return simulate(this.tried.model, { ...this.scenarioOf(trial), measure: () => GOOD });
  }

  private scenarioOf({ isNeverReady = false, promoteAfter = 0 }: Trial) {
    const { podStartup } = this.assumptions;
    return { podStartup: isNeverReady ? Infinity : podStartup, promoteAfter, version: this.version };
  }
}

/** What metrics measure without asking; undefined for those that ask. */
function answersIn({ only, ailment, goodUntil = -Infinity }: Trial, { served }: Tried): (metric: MetricPlan, at: number) => Measured | undefined {
  const badFrom = ailment?.fault === 'measured' ? (ailment.from ?? 0) / 1000 : Infinity;
  return (metric, at) => {
    if ((only !== undefined && metric !== only) || at < goodUntil) return GOOD;
    if (only !== undefined && at >= badFrom) return BAD;
    return served?.questions.has(metric) ? undefined : GOOD;
  };
}

function queriesOf({ questions }: ServedRelease, { only }: Trial): Expression[] {
  return [...questions].flatMap(([plan, { expression }]) => (expression && (only === undefined || plan === only) ? [expression] : []));
}

function outageOf({ outage }: Trial): OverTime<PrometheusHealth> | undefined {
  if (!outage) return undefined;
  return new OverTime<PrometheusHealth>({ state: 'up' }, { at: outage.from * 1000, value: { state: 'down' } }, { at: outage.to * 1000, value: { state: 'up' } });
}
