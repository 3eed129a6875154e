import { type Argument, argumentsAt, itemPaths, type TemplateSet, templatesOf } from './analysis-templates';
import { type Bundle } from './bundle';
import { type JsonPath, listAt, objectAt } from './json';
import { type Manifest } from './manifest';

/** What an analysis of a Rollout is for. */
export type AnalysisKind = 'background' | 'step' | 'experiment' | 'prePromotion' | 'postPromotion';

/** One analysis of a Rollout: its place, its templates and what it gives them. */
export interface Analysis extends TemplateSet {
  readonly kind: AnalysisKind;
  readonly path: JsonPath;
  /** The step that it belongs to. */
  readonly step?: number;
  readonly args: readonly Argument[];
}

/** Lists the analyses of a Rollout, in the order in which they stand there. */
export function analysesOf(bundle: Bundle, rollout: Manifest): Analysis[] {
  const canary = ['spec', 'strategy', 'canary'];
  const blueGreen = ['spec', 'strategy', 'blueGreen'];
  return [
    ...analysisAt(bundle, rollout, 'background', [...canary, 'analysis']),
    ...listAt(rollout.object, ...canary, 'steps').flatMap((_, step) => stepAnalyses(bundle, rollout, [...canary, 'steps', step], step)),
    ...analysisAt(bundle, rollout, 'prePromotion', [...blueGreen, 'prePromotionAnalysis']),
    ...analysisAt(bundle, rollout, 'postPromotion', [...blueGreen, 'postPromotionAnalysis']),
  ];
}

function stepAnalyses(bundle: Bundle, rollout: Manifest, step: JsonPath, index: number): Analysis[] {
  return [
    ...analysisAt(bundle, rollout, 'step', [...step, 'analysis'], index),
    ...itemPaths(rollout, [...step, 'experiment', 'analyses']).map((path) => analysisOf(bundle, rollout, { kind: 'experiment', path, step: index }, [path])),
  ];
}

function analysisAt(bundle: Bundle, rollout: Manifest, kind: AnalysisKind, path: JsonPath, step?: number): Analysis[] {
  if (!objectAt(rollout.object, ...path)) return [];
  return [analysisOf(bundle, rollout, { kind, path, step }, itemPaths(rollout, [...path, 'templates']))];
}

function analysisOf(bundle: Bundle, rollout: Manifest, analysis: Pick<Analysis, 'kind' | 'path' | 'step'>, references: JsonPath[]): Analysis {
  return { ...analysis, args: argumentsAt(rollout, [...analysis.path, 'args']), ...templatesOf(bundle, rollout, references) };
}
