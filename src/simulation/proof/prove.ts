import { type Assumptions } from './assumptions';
import { cureFor } from './cure';
import { type Fault } from './fault';
import { faultOfQuery } from './fault-of-query';
import { type Guard, type GuardProof, proveGuard } from './guard';
import { aftermathIn, weightSpikeIn } from './load';
import { once } from './once';
import { type FirstAbort, type Proof, type ProvenGuard } from './proof';
import { remediesFor } from './remedies';
import { proveStages } from './stages';
import { type Trial, Trials, type Tried } from './trials';
import { type ProfileVersion } from '../profile';
import { isOpenPause, type RolloutModel } from '../rollout-model';
import { type MetricPlan } from '../run-plan';
import { type Timeline } from '../timeline';

/** How long a restart of Prometheus takes until it answers again, in seconds. */
const RESTART = 60;

/** How patient people are at least who are in no hurry, and at most, in seconds. */
const PATIENT = [600, 3600] as const;

/** By which fault a bad release is meant first. */
const RANK: readonly Fault[] = ['fails', 'hangs', 'slow', 'throttled', 'measured', 'no-traffic'];

/** Shares of errors that are neither none nor all. */
const SOME_ERRORS = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5];

/** A release to prove, and why what surrounds it is not simulated, if it is not. */
export interface ReadyRelease extends Tried {
  readonly unserved?: string;
}

/** Plays a release under everything that may happen to it, and tells what its guards do: each play when somebody asks what came of it. */
export function prove({ unserved, ...tried }: ReadyRelease, assumptions: Assumptions, version: ProfileVersion): Proof {
  const trials = new Trials(tried, assumptions, version);
  const all = guardsOf(tried);
  const isAllAsked = tried.served !== undefined && all.every(({ isAsked }) => isAsked);
  const guards = once(() => all.map((guard) => withRemedies(proveGuard(guard, trials), trials)));
  const good = healthyTrials(tried.model, all);
  const healthy = once(() => good.map((trial) => trials.play(trial)));
  const abort = once(() => firstAbort(guards()));
  const cure = once(() => {
    const aborted = healthy().find(({ outcome }) => outcome === 'aborted');
    return aborted && cureFor(aborted, all, trials, good);
  });
  const stages = once(() => (abort() ? proveStages(healthy()[0], abort()!, trials) : []));
  const aftermath = once(() => (abort() ? aftermathIn(abort()!.timeline) : undefined));
  const withoutData = once(() => (isAllAsked && all.length > 0 ? playWithoutData(healthy()[0], trials) : {}));
  const neverReady = once(() => neverReadyPlay(trials));
  const inconclusive = once(() => undecided(guards(), trials));
  const spike = once(() => weightSpikeIn(healthy()[0], tried.model));
  return {
    assumptions,
    taken: tried.served?.assumptions ?? [],
    unserved,
    unasked: all.filter(({ isAsked }) => !isAsked),
    get guards() { return guards(); },
    get healthy() { return healthy(); },
    get cure() { return cure(); },
    get stages() { return stages(); },
    get abort() { return abort(); },
    get aftermath() { return aftermath(); },
    get noTraffic() { return withoutData().noTraffic; },
    get prometheusDown() { return withoutData().prometheusDown; },
    get prometheusRestart() { return withoutData().prometheusRestart; },
    get neverReady() { return neverReady(); },
    get inconclusive() { return inconclusive(); },
    get spike() { return spike(); },
  };
}

/** The same proof in other words. */
export function reworded(proof: Proof, { taken, unserved }: Pick<Proof, 'taken' | 'unserved'>): Proof {
  // A copy would make every play.
  return Object.create(proof, { taken: { value: taken }, unserved: { value: unserved } }) as Proof;
}

/** Dry runs decide nothing. */
function guardsOf({ model, served }: Tried): Guard[] {
  const guard = (step?: number) => (plan: MetricPlan): Guard => {
    const query = served?.questions.get(plan)?.expression;
    const fault: Fault | undefined = query && served && faultOfQuery(query, served.workload);
    return { plan, ...step === undefined ? {} : { step }, fault: fault ?? 'measured', isAsked: fault !== undefined };
  };
  const background = model.background?.run.metrics.map(guard()) ?? [];
  const inline = model.steps.flatMap(({ analysis }, step) => analysis?.run?.metrics.map(guard(step)) ?? []);
  return [...background, ...inline].filter(({ plan }) => !plan.isDryRun);
}

function withRemedies(proof: GuardProof, trials: Trials): ProvenGuard {
  return { ...proof, remedies: ['fires', 'unseen'].includes(proof.verdict) || proof.isBlind ? [] : remediesFor(proof.guard, trials) };
}

/** Where people may wait, once with some who do: long enough for a few measurements. */
function healthyTrials({ steps }: RolloutModel, guards: readonly Guard[]): Trial[] {
  const canWait = steps.some(isOpenPause);
  const needed = Math.max(0, ...guards.map(({ plan: { initialDelay = 0, interval = 0 } }) => (initialDelay + 3 * interval) / 1000));
  const patience = Math.min(PATIENT[1], Math.max(PATIENT[0], Math.ceil(needed)));
  return [0, ...canWait ? [patience] : []].map((promoteAfter) => ({ promoteAfter }));
}

function firstAbort(guards: readonly GuardProof[]): FirstAbort | undefined {
  const aborts = guards.flatMap(({ guard, verdict, timeline }) => {
    const from = timeline.events.find((event) => event.kind === 'weight' && event.weight > 0)?.at ?? 0;
    return verdict === 'fires' && timeline.outcome === 'aborted' ? [{ guard, seconds: Math.max(0, timeline.endsAt - from), timeline }] : [];
  });
  return aborts.sort((a, b) => RANK.indexOf(a.guard.fault) - RANK.indexOf(b.guard.fault) || a.seconds - b.seconds).at(0);
}

function playWithoutData({ measurements }: Timeline, trials: Trials): Pick<Proof, 'noTraffic' | 'prometheusDown' | 'prometheusRestart'> {
  const noTraffic = trials.play({ ailment: { fault: 'no-traffic', from: -Infinity } });
  const [first] = measurements;
  if (!first) return { noTraffic };
  const away = (to: number) => trials.play({ outage: { from: first.at, to }, goodUntil: first.at });
  const prometheusRestart = away(first.at + RESTART);
  // Whoever does not live to see it come back does not know that it would.
  const isOver = prometheusRestart.outcome === 'aborted' && prometheusRestart.endsAt <= first.at + RESTART;
  return { noTraffic, prometheusRestart, prometheusDown: isOver ? prometheusRestart : away(Infinity) };
}

/** Metrics are asked only where nothing else stops it. */
function neverReadyPlay(trials: Trials): Timeline {
  const unmeasured = trials.playUnmeasured({ isNeverReady: true });
  return unmeasured.outcome === 'aborted' ? unmeasured : trials.play({ isNeverReady: true });
}

/** Between a condition for good and one for bad there may be something that is neither. */
function undecided(guards: readonly ProvenGuard[], trials: Trials): Proof['inconclusive'] {
  for (const { guard } of guards.filter(({ guard: { plan, fault } }) => fault === 'fails' && hasBothConditions(plan))) {
    for (const share of SOME_ERRORS) {
      const timeline = trials.play({ ailment: { fault: 'fails', share } });
      const isNeither = timeline.measurements.some(({ metric, phase }) => metric === guard.plan.name && phase === 'Inconclusive');
      if (isNeither && timeline.outcome === 'promoted') return { share, timeline, guard };
    }
  }
  return undefined;
}

function hasBothConditions({ definition }: MetricPlan): boolean {
  return Boolean(definition.successCondition) && Boolean(definition.failureCondition);
}
