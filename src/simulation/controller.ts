import { type ActivityScript, reconcileExperiment, reconcilePlugin } from './activity-pass';
import { type CreateRun, reconcileAnalyses } from './analysis-pass';
import { type Stamps } from './clock';
import { Mesh } from './mesh';
import { currentStep, type Pass } from './pass';
import { type Profile } from './profile';
import { deadlineOf, notePauses } from './progress';
import { type Emit } from './recorder';
import { type PodTiming, ReplicaSet } from './replica-set';
import { type RolloutModel } from './rollout-model';
import { type CurrentRun, isSameStatus, newStatus, pauseOf, type RolloutStatus } from './rollout-status';
import { reconcileScale } from './scaling';
import { forgetsAbort, promotionReason, reconcilePause, writeReset, writeStatus } from './status-pass';
import { reportChanges } from './status-report';
import { reconcileServices, reconcileTraffic } from './traffic';

export interface ControllerProps {
  readonly model: RolloutModel;
  readonly profile: Profile;
  readonly stamps: Stamps;
  /** When pauses began by their stamps, in their order, where that is known from a recording. */
  readonly pauseStarts: readonly number[];
  /** From a pod's creation to its readiness, in milliseconds, by template. */
  readonly podStartup: (template: string) => number;
  /** From a pod's readiness to the crash of its container, in milliseconds, by template; infinite where there is none. */
  readonly podUptime: (template: string) => number;
  readonly experiment: ActivityScript;
  readonly plugin: ActivityScript;
  readonly createRun: CreateRun;
  readonly emit: Emit;
}

/** What a pass came to: the controller looks again after a change, and later when it was kept from going on. */
export type PassResult = 'changed' | 'unchanged' | 'blocked';

/** The controller of one Rollout, its ReplicaSets and what it writes into the mesh. */
export class Controller {
  public status: RolloutStatus = newStatus();
  public readonly sets: ReplicaSet[] = [];
  public readonly runs: CurrentRun[] = [];
  public readonly mesh: Mesh;
  private template = '';
  private deadline = Infinity;
  private lastPass = -Infinity;
  private pausesBegun = 0;
  private readonly reported = new Map<ReplicaSet, { readonly size: number; readonly available: number }>();

  constructor(private readonly props: ControllerProps) {
    this.mesh = new Mesh((template) => this.setOf(template)?.revision ?? 0, props.emit);
  }

  /** The pod template that is wanted from now on. */
  public release(template: string): void {
    this.template = template;
  }

  /** The latest revision. */
  public get revision(): number {
    return this.setOf(this.status.current)?.revision ?? 0;
  }

  public setOf(template: string | undefined): ReplicaSet | undefined {
    return this.sets.find((set) => set.template === template);
  }

  /** Starts where the first revision has been running for long. */
  public settle(template: string): void {
    const { model: { replicas, steps, routing } } = this.props;
    this.template = template;
    const set = this.addSet(template, -3_600_000);
    set.settle(replicas);
    this.mesh.settle(template, routing);
    const weights = { canary: 0, stable: 100, experiment: 0, canaryTemplate: template, stableTemplate: template };
    const progress = { reason: 'NewReplicaSetAvailable' as const, since: -3_600_000 };
    const counts = { replicas, updated: replicas, ready: replicas, available: replicas };
    this.status = { ...newStatus(), ...counts, current: template, stable: template, index: steps.length || undefined, weights, progress };
    this.reported.set(set, { size: replicas, available: replicas });
  }

  /** When the controller wakes by a clock of its own; what was due by its last pass has been seen. */
  public nextTimer(): number {
    const { status } = this;
    const pause = pauseOf(status, 'CanaryPauseStep');
    const duration = currentStep({ model: this.props.model, status })?.pause?.duration;
    let next = this.later(this.deadline, Infinity);
    if (pause && duration !== undefined) next = this.later(pause.since + duration, next);
    for (const activity of [status.experiment, status.plugin]) {
      if (activity) next = this.later(activity.runningAt, this.later(activity.endsAt, next));
    }
    for (const { scaleDownDeadline } of this.sets) if (scaleDownDeadline !== undefined) next = this.later(scaleDownDeadline, next);
    return next;
  }

  /** When a pod becomes ready or available. */
  public nextPodChange(after: number): number {
    return this.sets.reduce((next, set) => Math.min(next, set.nextChange(after)), Infinity);
  }

  /** Says which ReplicaSets are of another size, or serve with other numbers. */
  public reportSets(at: number): void {
    for (const set of this.sets) {
      set.observe(at);
      const { size, available, revision } = set;
      const seen = this.reported.get(set) ?? { size: 0, available: 0 };
      if (seen.size === size && seen.available === available) continue;
      this.reported.set(set, { size, available });
      this.props.emit({ kind: 'scale', revision, replicas: size, available });
    }
  }

  /** One pass: everything that the controller does when it looks at the Rollout once. */
  public pass(at: number): PassResult {
    this.lastPass = at;
    const stamp = this.props.stamps.stamp(at);
    const writes = this.writes();
    const created = this.setOf(this.template) === undefined;
    for (const set of this.sets) set.observe(at);
    const newSet = this.newSet(stamp);
    if (created) this.status.progress = { reason: 'NewReplicaSetCreated', since: stamp };
    const isNoted = notePauses(this.status, stamp);
    const pass = this.begin(at, stamp, newSet);
    if (forgetsAbort(pass)) pass.abort.isRemoved = true;
    if (this.status.current !== newSet.template) {
      writeReset(pass);
    } else if (!this.reconcile(pass)) {
      this.reportSets(at);
      return 'blocked';
    }
    const reason = promotionReason(pass);
    this.deadline = deadlineOf(pass);
    // Sizes are written before the status is.
    this.reportSets(at);
    reportChanges(pass, this.props.emit, reason);
    if (!pauseOf(pass.status, 'CanaryPauseStep') && pauseOf(pass.next, 'CanaryPauseStep')) this.pausesBegun++;
    this.status = pass.next;
    return isNoted || writes !== this.writes() || !isSameStatus(pass.status, pass.next) ? 'changed' : 'unchanged';
  }

  /** The earlier of two times, of which the first may have been seen already. */
  private later(time: number, next: number): number {
    return time > this.lastPass && time < next ? time : next;
  }

  private reconcile(pass: Pass): boolean {
    const { experiment, plugin, podStartup, createRun } = this.props;
    reconcileServices(pass);
    if (!reconcileTraffic(pass)) return false;
    reconcileExperiment(pass, experiment, podStartup(pass.newSet.template));
    reconcileAnalyses(pass, (plan, step) => this.keepRun(createRun(plan, step)));
    const isInconclusive = pass.pauses.added.length > 0;
    if (!isInconclusive && !reconcileScale(pass) && !reconcilePause(pass)) reconcilePlugin(pass, plugin);
    pass.next.plugin ??= pass.status.plugin;
    writeStatus(pass);
    return true;
  }

  private begin(at: number, stamp: number, newSet: ReplicaSet): Pass {
    const { model, profile } = this.props;
    const { status, mesh, runs } = this;
    const stableSet = this.setOf(status.stable);
    const others = this.sets.filter((set) => set !== newSet && set !== stableSet);
    const next = newStatus(status.stable, status.weights);
    const abort = { reason: undefined, isRemoved: false };
    const pauses = { added: [], removed: [], areCleared: false, since: this.props.pauseStarts[this.pausesBegun] ?? stamp };
    return { at, stamp, model, profile, mesh, status, next, newSet, stableSet, others, runs, abort, pauses };
  }

  /** A template that was there before gets its ReplicaSet back, as the latest revision. */
  private newSet(stamp: number): ReplicaSet {
    const latest = this.sets.reduce((revision, set) => Math.max(revision, set.revision), 0);
    const known = this.setOf(this.template);
    if (!known) return this.addSet(this.template, stamp);
    if (known.revision < latest) known.revision = latest + 1;
    return known;
  }

  private addSet(template: string, createdAt: number): ReplicaSet {
    const { model: { minReady }, stamps, podStartup, podUptime } = this.props;
    const timing: PodTiming = { startup: podStartup(template), uptime: podUptime(template), minReady, stamp: (at) => stamps.stamp(at) };
    const revision = this.sets.reduce((latest, set) => Math.max(latest, set.revision), 0) + 1;
    const set = new ReplicaSet(template, revision, createdAt, timing);
    this.sets.push(set);
    return set;
  }

  private keepRun(run: CurrentRun): CurrentRun {
    this.runs.push(run);
    return run;
  }

  /** How often the ReplicaSets were written to. */
  private writes(): number {
    return this.sets.reduce((sum, set) => sum + set.writes, this.sets.length);
  }
}
