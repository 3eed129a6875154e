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
import { type ActivityOutcome, type Scenario } from './scenario';
import { type Outcome, type Timeline } from './timeline';
import { decidedAt, reasonOf, timeLimitOf } from './verdict';

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
  /** The pause that somebody will come by for, by its step and its beginning: several may begin in one second. */
  private promotedPause?: string;

  constructor(private readonly model: RolloutModel, profile: Profile, private readonly scenario: Scenario) {
    const { measure, podStartup = 0, operator = [], latency = 0, gateDelay = 0, clock = 0, limit, isFirstDeploy = false, releaseAt = 0 } = scenario;
    const version = scenario.release ?? (isFirstDeploy ? 'v1' : 'v2');
    const stamps = new Stamps(clock * 1000);
    const { recorder } = this;
    this.latency = latency * 1000;
    this.limit = limit === undefined ? timeLimitOf(model, scenario) : limit * 1000;
    this.gate = new Gate(gateDelay * 1000);
    this.actions = inOrder([{ at: releaseAt, action: 'release', version }, ...operator]);
    this.runs = new RunController({ source: measure, stamps, recorder, latency: this.latency });
    this.controller = new Controller({
      model,
      profile,
      stamps,
      pauseStarts: (scenario.pauseStarts ?? []).map((start) => start * 1000),
      podStartup: (template) => (typeof podStartup === 'number' ? podStartup : podStartup(template)) * 1000,
      experiment: scriptOf(scenario.experiment),
      plugin: scriptOf(scenario.plugin),
      createRun: (plan, step) => this.runs.create(plan, this.at, this.nameOfRun(step), step),
      emit: recorder.emit,
    });
    if (!isFirstDeploy) this.controller.settle('v1');
    this.tell();
  }

  public play(): Timeline {
    for (let next = this.nextTime(); next <= this.limit; next = this.nextTime()) {
      this.at = next;
      this.recorder.at = next;
      this.happen();
      this.promoteLater();
      if (this.isWaiting()) break;
    }
    const outcome = this.outcome();
    const events = this.recorder.events();
    const endsAt = outcome === 'stuck' ? secondsOf(this.limit) : decidedAt(outcome, events);
    return { outcome, endsAt, reason: reasonOf(outcome, events, this.controller, this.model), events, measurements: measurementsOf(events) };
  }

  private nextTime(): number {
    return Math.min(this.nextAction(), this.wakeAt, this.nextPods, this.runs.next(), this.controller.nextTimer());
  }

  private nextAction(): number {
    return this.actions.length > 0 ? this.actions[0].at * 1000 : Infinity;
  }

  /** Of what is due at the same time, people come first, then pods, measurements and the controller. */
  private happen(): void {
    const isPrompted = this.nextAction() <= this.at || this.runs.next() <= this.at || this.controller.nextTimer() <= this.at;
    this.unprompted = isPrompted ? 0 : this.unprompted + 1;
    while (this.nextAction() <= this.at) this.operate();
    if (this.nextPods <= this.at) this.seePods();
    if (this.runs.pass(this.at)) this.wake();
    if (this.wakeAt <= this.at || this.controller.nextTimer() <= this.at) this.pass();
  }

  private operate(): void {
    const action = this.actions.shift();
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

  /** As the controller names them, with the revision instead of its hash. */
  private nameOfRun(step: number | undefined): string {
    return [this.model.name, this.controller.revision, ...step === undefined ? [] : [step]].join('-');
  }

  /** Somebody comes by some time after it has begun to wait for somebody. */
  private promoteLater(): void {
    const { promoteAfter } = this.scenario;
    const pause = this.endlessPause();
    if (promoteAfter === undefined || pause === undefined) return;
    const promoted = `${this.controller.status.index} ${pause}`;
    if (this.promotedPause === promoted) return;
    this.promotedPause = promoted;
    this.actions.push({ at: secondsOf(this.at) + promoteAfter, action: 'promote' });
    this.actions.sort((a, b) => a.at - b.at);
  }

  /** Nothing will happen to it until somebody does something, and nobody will. */
  private isWaiting(): boolean {
    return this.actions.length === 0 && this.wakeAt === Infinity && this.endlessPause() !== undefined;
  }

  /** Since when it has been in a pause that nothing but a person ends. */
  private endlessPause(): number | undefined {
    const { status } = this.controller;
    const own = pauseOf(status, 'CanaryPauseStep');
    if (own) return currentStep({ model: this.model, status })?.pause?.duration === undefined ? own.since : undefined;
    const isBusy = this.wakeAt < Infinity || this.nextPods < Infinity || this.controller.nextTimer() < Infinity;
    return isBusy ? undefined : status.pauses[0]?.since;
  }

  private outcome(): Outcome {
    const { status } = this.controller;
    if (this.isWaiting()) return 'paused';
    if (status.aborted) return 'aborted';
    return status.stable !== undefined && isFullyPromoted(status) ? 'promoted' : 'stuck';
  }
}

function scriptOf(outcome: ActivityOutcome | undefined): ActivityScript {
  return { duration: (outcome?.seconds ?? 0) * 1000, outcome: outcome?.outcome ?? 'Successful' };
}

function inOrder(actions: readonly OperatorEvent[]): OperatorEvent[] {
  return [...actions].sort((a, b) => a.at - b.at);
}
