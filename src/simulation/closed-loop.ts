import { CANARY_HASH } from './arguments';
import { signatureOf, viewOf } from './cluster-view';
import { type Controller } from './controller';
import { type Measured } from './measurement';
import { type ServedRelease } from './read-served-release';
import { type MetricPlan } from './run-plan';
import { type Scenario } from './scenario';
import { simulate } from './simulate';
import { prometheusIn, type Situation, trafficIn } from './situation';
import { type Exposure, type Timeline } from './timeline';
import { ClusterLog } from './world/cluster-log';
import { World } from './world/world';

/** How long the stable version has been serving when a simulation begins, in milliseconds. */
const HISTORY = 600_000;

/** Seconds between scrapes where nobody says so. */
const SCRAPE_INTERVAL = 15;

/** Plays a release with traffic that goes where the controller sends it, and metrics that are asked for what came of it. */
export function simulateLoop(release: ServedRelease, situation: Situation, scenario: Omit<Scenario, 'measure'>): Timeline {
  const loop = new ClosedLoop(release, situation);
  const timeline = simulate(release.model, {
    ...scenario,
    ...situation.name === 'never-ready' ? { podStartup: Infinity } : {},
    measure: (metric, at) => loop.measure(metric, at),
    observe: (controller, at) => loop.observe(controller, at),
  });
  return { ...timeline, exposure: loop.exposure(timeline) };
}

/** What surrounds the controllers of one release. */
class ClosedLoop {
  private log?: ClusterLog;
  private world?: World;
  private signature?: string;
  private askedAt = 0;
  private seenAt = 0;

  constructor(private readonly release: ServedRelease, private readonly situation: Situation) {}

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
    this.askedAt = Math.round(seconds * 1000);
    const question = this.release.questions.get(metric);
    if (!question) throw new Error(`metric '${metric.name}' is none of this release`);
    return question.measure(this.begun(), this.askedAt);
  }

  /** Until a promotion; after an abort what is left of the canary may have traffic still. */
  public exposure({ outcome, endsAt }: Timeline): Exposure {
    const world = this.begun();
    world.advance(Math.max(this.askedAt, outcome === 'aborted' ? this.seenAt : endsAt * 1000));
    const { requests, failed } = world.exposure(CANARY_HASH);
    return { requests: Math.round(requests), failed: Math.round(failed) };
  }

  private newWorld(cluster: ClusterLog): World {
    const { workload, route: { timeout }, retries, metrics } = this.release;
    return new World({
      workload,
      cluster,
      traffic: { ...trafficIn(this.situation), timeout, retries },
      scrape: { interval: (this.situation.scrapeInterval ?? SCRAPE_INTERVAL) * 1000 },
      since: -HISTORY,
      prometheus: prometheusIn(this.situation),
      metrics,
    });
  }

  private begun(): World {
    if (!this.world) throw new Error('a simulation says how its cluster is before it measures anything');
    return this.world;
  }
}
