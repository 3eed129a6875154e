import { type MeasuredPhase, type RunPhase } from './measurement';

/** How a release ends: `paused` waits for somebody, and `stuck` would go on for ever. */
export type Outcome = 'promoted' | 'aborted' | 'paused' | 'stuck';

/** What happens to a Rollout in a simulation, as plain data; times are in seconds since its beginning. */
export interface Timeline {
  readonly outcome: Outcome;
  /** When that was reached; what is left to be cleaned up follows. */
  readonly endsAt: number;
  /** Why, in a sentence. */
  readonly reason: string;
  readonly events: readonly TimelineEvent[];
  readonly measurements: readonly Measurement[];
  /** What callers have met of the new version until then, where there was traffic. */
  readonly exposure?: Exposure;
}

/** Requests to a version, and how many of them were not answered well. */
export interface Exposure {
  readonly requests: number;
  readonly failed: number;
  /** Until when, in seconds, where a release waits and its end says nothing. */
  readonly until?: number;
}

export interface Measurement {
  readonly metric: string;
  readonly at: number;
  readonly phase: MeasuredPhase;
  readonly value?: string;
}

type Happening =
  StepEvent | WeightEvent | PauseEvent | MeasurementEvent | AnalysisRunEvent | AbortEvent | PromoteEvent | ScaleEvent | RouteEvent | HashEvent;

export type TimelineEvent = Happening & {
  readonly at: number;
  /** It may come up to this many seconds later in a cluster, at random. */
  readonly late?: number;
};

export type EventKind = TimelineEvent['kind'];

/** A step is current from now on. */
export interface StepEvent {
  readonly kind: 'step';
  /** From 0; the number of steps where all are done. */
  readonly index: number;
  readonly of: number;
  readonly revision: number;
  /** The step as kubectl shows it, empty after the last. */
  readonly step: string;
}

/** The mesh shares the traffic like this from now on, in percent. */
export interface WeightEvent {
  readonly kind: 'weight';
  /** Of the canary. */
  readonly weight: number;
  readonly stable: number;
  /** Of experiments, where there are any. */
  readonly experiment?: number;
}

export interface PauseEvent {
  readonly kind: 'pause';
  readonly state: 'begins' | 'ends';
  readonly reason: string;
  /** How long it is to last; undefined until somebody ends it. */
  readonly seconds?: number;
}

export interface MeasurementEvent {
  readonly kind: 'measurement';
  readonly run: string;
  readonly metric: string;
  readonly phase: MeasuredPhase;
  readonly value?: string;
}

export interface AnalysisRunEvent {
  readonly kind: 'analysisRun';
  readonly run: string;
  readonly phase: RunPhase;
  readonly message?: string;
}

export interface AbortEvent {
  readonly kind: 'abort';
  readonly revision: number;
  readonly reason: string;
}

/** A revision is the stable one from now on. */
export interface PromoteEvent {
  readonly kind: 'promote';
  readonly revision: number;
  readonly reason: string;
}

/** A ReplicaSet has another size, or another number of pods that can serve. */
export interface ScaleEvent {
  readonly kind: 'scale';
  readonly revision: number;
  readonly replicas: number;
  readonly available: number;
}

/** A header or mirror route. */
export interface RouteEvent {
  readonly kind: 'route';
  readonly name: string;
  readonly state: 'set' | 'removed';
}

/** Whose pods a subset, or a Service, means from now on. */
export interface HashEvent {
  readonly kind: 'hash';
  readonly of: 'subsets' | 'canaryService' | 'stableService';
  /** The revision that the canary's part means. */
  readonly canary?: number;
  readonly stable?: number;
}
