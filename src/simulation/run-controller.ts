import { AnalysisRun, type TakenMeasurement } from './analysis-run';
import { type Stamps } from './clock';
import { isCompleted, type MeasurementSource } from './measurement';
import { type Recorder } from './recorder';
import { type CurrentRun } from './rollout-status';
import { type RunPlan } from './run-plan';

export interface RunControllerProps {
  readonly source: MeasurementSource;
  readonly stamps: Stamps;
  readonly recorder: Recorder;
  /** From a change to the pass that sees it, in milliseconds. */
  readonly latency: number;
}

/** A run, and when its controller can see the last change of it. */
interface HeldRun extends CurrentRun {
  notBefore: number;
}

/** The controller of all runs of a Rollout. */
export class RunController {
  private readonly held: HeldRun[] = [];
  private taken: TakenMeasurement[] = [];

  constructor(private readonly props: RunControllerProps) {}

  public create(plan: RunPlan, at: number, name: string, step: number | undefined): CurrentRun {
    const { source, stamps, latency } = this.props;
    const run = new AnalysisRun({ plan, source, stamps, onMeasurement: (measurement) => this.taken.push(measurement) }, at);
    const others = this.held.filter((held) => held.name === name || held.name.startsWith(`${name}.`)).length;
    const held = { run, step, name: others === 0 ? name : `${name}.${others}`, notBefore: at + latency };
    this.held.push(held);
    return held;
  }

  public next(): number {
    return this.held.reduce((next, held) => Math.min(next, dueAt(held)), Infinity);
  }

  /** What was ended at a moment is seen a little later. */
  public delayTerminated(at: number): void {
    for (const held of this.held) if (held.run.nextAt === at) held.notBefore = at + this.props.latency;
  }

  /** Looks at each run that is due; tells whether one is in another phase now. */
  public pass(at: number): boolean {
    return this.held.filter((held) => dueAt(held) <= at).map((held) => this.passRun(held, at)).includes(true);
  }

  private passRun(held: HeldRun, at: number): boolean {
    const { run, name } = held;
    const before = run.phase;
    run.pass(at);
    held.notBefore = at + this.props.latency;
    const { recorder } = this.props;
    if (run.phase === 'Running' && before !== 'Running') recorder.emit({ kind: 'analysisRun', run: name, phase: run.phase });
    for (const { at: finished, ...measurement } of this.taken) recorder.add(finished, { kind: 'measurement', run: name, ...measurement });
    this.taken = [];
    if (isCompleted(run.phase)) recorder.emit({ kind: 'analysisRun', run: name, phase: run.phase, ...run.message ? { message: run.message } : {} });
    return run.phase !== before;
  }
}

function dueAt({ run, notBefore }: HeldRun): number {
  return run.nextAt === undefined ? Infinity : Math.max(run.nextAt, notBefore);
}
