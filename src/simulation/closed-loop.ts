import { CANARY_HASH } from './arguments';
import { signatureOf, viewOf } from './cluster-view';
import { type Controller } from './controller';
import { hashOf, SECOND_TEMPLATE } from './hash-of';
import { type Measured } from './measurement';
import { QuestionsByVersion } from './questions-by-version';
import { type ServedRelease } from './read-served-release';
import { type MetricPlan, type RunPlan } from './run-plan';
import { type Scenario } from './scenario';
import { simulate } from './simulate';
import { prometheusIn, type Situation, trafficIn } from './situation';
import { scenarioIn } from './situation-scenario';
import { type Exposure, type Timeline } from './timeline';
import { timeLimitOf } from './verdict';
import { type ClusterHistory } from './world/cluster';
import { ClusterLog } from './world/cluster-log';
import { type OverTime } from './world/over-time';
import { type PrometheusHealth } from './world/prometheus-server';
import { type Traffic } from './world/traffic';
import { World } from './world/world';

/** How long the stable version has been serving when a simulation begins, in milliseconds. */
const HISTORY = 600_000;

/** Seconds between scrapes where nobody says so. */
const SCRAPE_INTERVAL = 15;

/** What surrounds the controllers of one release. */
export interface Circumstances {
  /** The route's timeout is none of it. */
  readonly traffic: (cluster: ClusterHistory) => Traffic;
  /** @default - it is up */
  readonly prometheus?: OverTime<PrometheusHealth>;
  /** In seconds. @default 15 */
  readonly scrapeInterval?: number;
  /** What metrics measure without asking Prometheus; undefined for those that ask. @default - all ask */
  readonly answer?: (metric: MetricPlan, at: number) => Measured | undefined;
  /** Since when there are requests and scrapes, in seconds, where nobody asks before. @default -600, as is an earlier time */
  readonly since?: number;
}

/** Plays a release with traffic that goes where the controller sends it, and metrics that are asked for what came of it. */
export function simulateLoop(release: ServedRelease, situation: Situation, scenario: Omit<Scenario, 'measure'>): Timeline {
  return simulateIn(release, {
    traffic: (cluster) => trafficIn(situation, cluster),
    prometheus: prometheusIn(situation),
    scrapeInterval: situation.scrapeInterval,
  }, { ...scenario, ...scenarioIn(situation, scenario) });
}

/** The same under any circumstances. */
export function simulateIn(release: ServedRelease, circumstances: Circumstances, scenario: Omit<Scenario, 'measure'>): Timeline {
  const loop = new ClosedLoop(release, circumstances);
  const timeline = simulate(release.model, {
    ...scenario,
    planFor: (plan, controller) => loop.planFor(plan, controller),
    measure: (metric, at) => loop.measure(metric, at),
    observe: (controller, at) => loop.observe(controller, at),
  });
  return { ...timeline, exposure: loop.exposure(timeline, timeLimitOf(release.model, scenario)) };
}

/** The world around a release, as the controllers change it. */
class ClosedLoop {
  private log?: ClusterLog;
  private world?: World;
  private signature?: string;
  private askedAt = 0;
  private seenAt = 0;
  private readonly questions: QuestionsByVersion;

  constructor(private readonly release: ServedRelease, private readonly circumstances: Circumstances) {
    this.questions = new QuestionsByVersion(release);
  }

  public planFor(plan: RunPlan, controller: Controller): RunPlan {
    return this.questions.planFor(plan, controller);
  }

  /** The first time it begins: the cluster has been so before. */
  public observe(controller: Controller, at: number): void {
    this.seenAt = at;
    const signature = signatureOf(controller);
    if (signature === this.signature) return;
    this.signature = signature;
    const state = viewOf(controller, this.release);
    if (this.log) this.log.record(at, state);
    else this.world = this.newWorld(this.log = new ClusterLog(state));
  }

  public measure(metric: MetricPlan, seconds: number): Measured {
    const answer = this.circumstances.answer?.(metric, seconds);
    if (answer) return answer;
    this.askedAt = Math.round(seconds * 1000);
    return this.questions.of(metric).measure(this.begun(), this.askedAt);
  }

  /** Until a promotion; after an abort what is left of the canary may have traffic still, and a pause without an end has it until it is given up. */
  public exposure({ outcome, endsAt }: Timeline, limit: number): Exposure {
    const world = this.begun();
    const until = { promoted: endsAt * 1000, aborted: this.seenAt, paused: limit, stuck: limit }[outcome];
    world.finish(Math.max(this.askedAt, until));
    const [first, second] = [world.exposure(CANARY_HASH), world.exposure(hashOf(SECOND_TEMPLATE))];
    const met = { requests: wholeOf(first.requests + second.requests), failed: wholeOf(first.failed + second.failed) };
    return outcome === 'paused' ? { ...met, until: limit / 1000 } : met;
  }

  private newWorld(cluster: ClusterLog): World {
    const { workload, route: { timeout }, retries, metrics } = this.release;
    const { traffic, scrapeInterval = SCRAPE_INTERVAL, prometheus, since = -Infinity } = this.circumstances;
    return new World({
      workload,
      cluster,
      traffic: { ...traffic(cluster), timeout, retries },
      scrape: { interval: scrapeInterval * 1000 },
      since: Math.max(-HISTORY, Math.floor(since) * 1000),
      prometheus,
      metrics,
    });
  }

  private begun(): World {
    if (!this.world) throw new Error('a simulation says how its cluster is before it measures anything');
    return this.world;
  }
}

/** Halves are summed up from many parts, and rounded the same way whatever is lost on the way. */
function wholeOf(requests: number): number {
  return Math.round(Number(requests.toFixed(6)));
}
