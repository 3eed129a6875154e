import { type AnalysisReferenceData, renderAnalysis } from './analysis-reference';
import { goDuration } from './duration';
import { type ExperimentData, renderExperiment } from './experiment';
import { l1 } from './l1';
import type { RolloutSpecStrategyCanarySteps } from '../../imports/argoproj.io';

/** A comparison: exactly one of the three. */
export interface StringMatchData {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

/** Which requests are copied: those that match everything. */
export interface MirrorMatchData {
  readonly method?: StringMatchData;
  readonly path?: StringMatchData;
  readonly headers?: { readonly [name: string]: StringMatchData };
}

/** One step: exactly one of the fields. */
export interface StepData {
  readonly weight?: number;
  /** Without seconds it waits for a person. */
  readonly pause?: { readonly seconds?: number };
  readonly canaryScale?: { readonly replicas?: number; readonly weight?: number; readonly matchTrafficWeight?: boolean };
  /** Without a match the route is removed. */
  readonly headerRoute?: { readonly name: string; readonly match?: { readonly headerName: string; readonly headerValue: StringMatchData }[] };
  /** Its name is for messages, and is in that of its template. */
  readonly analysis?: AnalysisReferenceData & { readonly name: string };
  readonly experiment?: ExperimentData;
  readonly plugin?: { readonly name: string; readonly config?: object };
  /** Without a match the route is removed. */
  readonly mirrorRoute?: { readonly name: string; readonly percentage?: number; readonly match?: MirrorMatchData[] };
}

/** Writes a step in the Rollout's grammar. */
export function renderStep({ pause, analysis, experiment, ...others }: StepData): RolloutSpecStrategyCanarySteps {
  const { weight, canaryScale, headerRoute, mirrorRoute, plugin } = others;
  if (experiment) return { experiment: renderExperiment(experiment) };
  if (analysis) return { analysis: renderAnalysis(analysis) };
  if (pause) return { pause: renderPause(pause) };
  return { setWeight: weight, setCanaryScale: canaryScale, setHeaderRoute: headerRoute, setMirrorRoute: mirrorRoute, plugin };
}

/** The routes that the controller adds and removes; the order is that in which the mesh tries them. */
export function managedRoutesOf(steps: StepData[]): { name: string }[] | undefined {
  const names = new Set(steps.flatMap(({ headerRoute, mirrorRoute }) => headerRoute?.name ?? mirrorRoute?.name ?? []));
  return names.size ? [...names].map((name) => ({ name })) : undefined;
}

function renderPause({ seconds }: { readonly seconds?: number }) {
  const { RolloutSpecStrategyCanaryStepsPauseDuration: PauseDuration } = l1.argo;
  return seconds === undefined ? {} : { duration: PauseDuration.fromString(goDuration(seconds)) };
}
