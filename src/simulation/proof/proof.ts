import { type Assumptions } from './assumptions';
import { type Cure } from './cure';
import { type Guard, type GuardProof } from './guard';
import { type Aftermath, type WeightSpike } from './load';
import { type Remedy } from './remedies';
import { type StageProof } from './stages';
import { type Timeline } from '../timeline';

/** What the twin has seen of a release, under some assumptions. */
export interface Proof {
  readonly assumptions: Assumptions;
  /** What the manifests do not say and was taken for granted, in sentences. */
  readonly taken: readonly string[];
  /** Why requests and metrics are not simulated, if they are not. */
  readonly unserved?: string;
  /** Each metric that decides something. */
  readonly guards: readonly ProvenGuard[];
  /** Metrics about which the twin knows nothing: their queries are about something else, or nobody can read them. */
  readonly unasked: readonly Guard[];
  /** A good release, promoted at once by people: the patient one, too, where they can wait. */
  readonly healthy: readonly Timeline[];
  /** What would let a healthy release pass that is aborted. @default - it is not, or none of that helps */
  readonly cure?: Cure;
  readonly stages: readonly StageProof[];
  /** The first guard that stops a release in which everything is wrong, and when. */
  readonly abort?: FirstAbort;
  /** Nobody calls. @default - not known: a metric asks about something else */
  readonly noTraffic?: Timeline;
  /** Prometheus is away from the first measurement on: for ever, and for a restart. */
  readonly prometheusDown?: Timeline;
  readonly prometheusRestart?: Timeline;
  /** A canary whose pods never become ready. */
  readonly neverReady: Timeline;
  /** A share of errors with which a canary is neither good nor bad, and promoted. */
  readonly inconclusive?: { readonly share: number; readonly timeline: Timeline; readonly guard: Guard };
  readonly spike?: WeightSpike;
  readonly aftermath?: Aftermath;
}

export type ProvenGuard = GuardProof & { readonly remedies: readonly Remedy[] };

export interface FirstAbort {
  readonly guard: Guard;
  /** From the first request to the canary, in seconds. */
  readonly seconds: number;
  readonly timeline: Timeline;
}
