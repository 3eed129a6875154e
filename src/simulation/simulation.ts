import { type ActivityScript } from './activity-pass';
import { secondsOf, Stamps } from './clock';
import { Controller } from './controller';
import { Gate } from './gate';
import { operate, type OperatorEvent } from './operator';
import { currentStep } from './pass';
import { type Profile } from './profile';
import { measurementsOf, Recorder } from './recorder';
import { type RolloutModel } from './rollout-model';
import { isFullyPromoted, pauseOf } from './rollout-status';
import { RunController } from './run-controller';
import { type RunPlan } from './run-plan';
import { type ActivityOutcome, type Scenario } from './scenario';
import { type Outcome, type Timeline } from './timeline';
import { decidedAt, reasonOf, timeLimitOf } from './verdict';

/** What runs when a simulation begins. */
const STABLE_VERSION = 'v1';

/** No step needs so many passes by itself, and no release without steps. */
const MOST_PASSES = 20;

/** One release, from one thing that happens to the next; times in milliseconds. */
export class Simulation {
  private readonly controller: Controller;
  private readonly runs: RunController;
  private readonly gate: Gate;
  private readonly recorder = new Recorder();
  private readonly actions: OperatorEvent[];
  private readonly latency: number;
  private readonly limit: number;
  private at = 0;
  /** When the controller looks at the Rollout because something has changed. */
  private wakeAt = Infinity;
  private nextPods = Infinity;
  /** How many passes there were since something happened that is not the controller's own doing. */
  private unprompted = 0;
  /** The last pause that somebody comes by for, and when, if that is still to come. */
  private promotedPause?: string;
  private promotionAt = Infinity;

  constructor(private readonly model: RolloutModel, profile: Profile, private readonly scenario: Scenario) {
    const { measure, podStartup = 0, operator = [], latency = 0, gateDelay = 0, clock = 0, isFirstDeploy = false, releaseAt = 0 } = scenario;
    const version = scenario.release ?? (isFirstDeploy ? STABLE_VERSION : 'v2');
    const stamps = new Stamps(clock * 1000);
    const { recorder } = this;
    this.latency = latency * 1000;
    this.limit = timeLimitOf(model, scenario);
    this.gate = new Gate(gateDelay * 1000);
    this.actions = inOrder([{ at: releaseAt, action: 'release', version }, ...operator]);
    this.runs = new RunController({ source: measure, stamps, recorder, latency: this.latency });
    this.controller = new Controller({
      model,
      profile,
      stamps,
      pauseStarts: (scenario.pauseStarts ?? []).map((start) => start * 1000),
      podUptime: (template) => (template === STABLE_VERSION ? Infinity : (scenario.crashAfter ?? Infinity) * 1000),
      podStartup: (template) => (typeof podStartup === 'number' ? podStartup : podStartup(template)) * 1000,
      experiment: scriptOf(scenario.experiment),
      plugin: scriptOf(scenario.plugin),
      createRun: (plan, step) => this.runs.create(this.planOf(plan), this.at, this.nameOfRun(step), step),
      emit: recorder.emit,
    });
    if (!isFirstDeploy) this.controller.settle(STABLE_VERSION);
    this.tell();
  }

  public play(): Timeline {
    for (let next = this.nextTime(); next <= this.limit; next = this.nextTime()) {
      this.at = next;
      this.recorder.at = next;
      this.happen();
      this.promoteLater();
    }
    const outcome = this.outcome();
    const events = this.recorder.events();
    const endsAt = outcome === 'stuck' ? secondsOf(this.limit) : decidedAt(outcome, events);
    return { outcome, endsAt, reason: reasonOf(outcome, events, this.controller, this.model), events, measurements: measurementsOf(events) };
  }

  private nextTime(): number {
    return Math.min(this.nextAction(), this.promotionAt, this.wakeAt, this.nextPods, this.runs.next(), this.controller.nextTimer());
  }

  private nextAction(): number {
    return this.actions.length > 0 ? this.actions[0].at * 1000 : Infinity;
  }

  /** Of what is due at the same time, people come first, then pods, measurements and the controller. */
  private happen(): void {
    const isCrash = this.scenario.crashAfter !== undefined && this.nextPods <= this.at;
    const prompt = Math.min(this.nextAction(), this.promotionAt, this.runs.next(), this.controller.nextTimer());
    const isPrompted = isCrash || prompt <= this.at;
    this.unprompted = isPrompted ? 0 : this.unprompted + 1;
    while (this.nextAction() <= this.at) this.operate(this.actions.shift());
    if (this.promotionAt <= this.at) this.comeBy();
    if (this.nextPods <= this.at) this.seePods();
    if (this.runs.pass(this.at)) this.wake();
    if (this.wakeAt <= this.at || this.controller.nextTimer() <= this.at) this.pass();
  }

  /** Whoever comes by for a pause that is over goes again. */
  private comeBy(): void {
    this.promotionAt = Infinity;
    if (this.endlessPause() === this.promotedPause) this.operate({ at: secondsOf(this.at), action: 'promote' });
  }

  private operate(action: OperatorEvent | undefined): void {
    if (action) operate({ controller: this.controller, model: this.model, emit: this.recorder.emit, at: this.at }, action);
    this.seePods();
  }

  private seePods(): void {
    this.controller.reportSets(this.at);
    this.nextPods = this.controller.nextPodChange(this.at);
    this.tell();
    this.wake();
  }

  /** Says how the cluster is now. */
  private tell(): void {
    this.scenario.observe?.(this.controller, this.at);
  }

  /** The controller sees a change; while it is kept away, it comes no sooner for it. */
  private wake(): void {
    const delay = this.gate.isClosed ? this.gate.backOff() : this.latency;
    this.wakeAt = Math.min(this.wakeAt, this.at + delay);
  }

  private pass(): void {
    this.wakeAt = Infinity;
    this.recorder.late = this.gate.lateness();
    const result = this.controller.pass(this.at);
    this.recorder.late = undefined;
    this.nextPods = this.controller.nextPodChange(this.at);
    this.tell();
    this.runs.delayTerminated(this.at);
    if (result === 'blocked') this.wakeAt = this.at + this.gate.backOff();
    else this.wakeAt = this.at + this.delayOfNextPass() + this.gate.open();
    if (result === 'unchanged') this.wakeAt = Infinity;
  }

  /** A controller that has gone round in circles for long enough does so until something else happens: nothing new comes of it. */
  private delayOfNextPass(): number {
    return this.unprompted < MOST_PASSES * (this.model.steps.length + 1) ? this.latency : Infinity;
  }

  private planOf(plan: RunPlan): RunPlan {
    return this.scenario.planFor?.(plan, this.controller) ?? plan;
  }

  /** As the controller names them, with the revision instead of its hash. */
  private nameOfRun(step: number | undefined): string {
    return [this.model.name, this.controller.revision, ...step === undefined ? [] : [step]].join('-');
  }

  /** Somebody comes by some time after it has begun to wait for somebody. */
  private promoteLater(): void {
    const { promoteAfter } = this.scenario;
    const pause = this.endlessPause();
    if (promoteAfter === undefined || pause === undefined || this.promotedPause === pause) return;
    this.promotedPause = pause;
    this.promotionAt = this.at + promoteAfter * 1000;
  }

  /** The pause it has been in that nothing but a person ends, by its step and its beginning: several may begin in one second. */
  private endlessPause(): string | undefined {
    const { status } = this.controller;
    const own = pauseOf(status, 'CanaryPauseStep');
    const nameOf = (since: number) => `${status.index} ${since}`;
    if (own) return currentStep({ model: this.model, status })?.pause?.duration === undefined ? nameOf(own.since) : undefined;
    const isBusy = this.wakeAt < Infinity || this.nextPods < Infinity || this.controller.nextTimer() < Infinity;
    return isBusy || status.pauses.length === 0 ? undefined : nameOf(status.pauses[0].since);
  }

  private outcome(): Outcome {
    const { status } = this.controller;
    if (this.endlessPause() !== undefined) return 'paused';
    if (status.aborted) return 'aborted';
    return status.stable !== undefined && isFullyPromoted(status) ? 'promoted' : 'stuck';
  }
}

function scriptOf(outcome: ActivityOutcome | undefined): ActivityScript {
  return outcome ? { duration: outcome.seconds * 1000, outcome: outcome.outcome } : { outcome: 'Successful' };
}

function inOrder(actions: readonly OperatorEvent[]): OperatorEvent[] {
  return [...actions].sort((a, b) => a.at - b.at);
}
