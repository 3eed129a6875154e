import { type ArgumentData, renderArguments, renderReference, type TemplateReferenceData } from './analysis-reference';
import { optionalDuration } from './duration';

/** Pods of one version, beside those that serve. */
export interface ExperimentTemplateData {
  readonly name: string;
  readonly specRef: 'stable' | 'canary';
  readonly replicas: number;
  readonly weight?: number;
  readonly service?: string;
  readonly labels: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
}

/** One analysis of an experiment. */
export interface ExperimentAnalysisData {
  readonly name: string;
  readonly template?: TemplateReferenceData;
  readonly args: ArgumentData[];
  readonly requiredForCompletion: boolean;
}

/** Pods beside those that serve, for a time or until they are judged. */
export interface ExperimentData {
  readonly templates: ExperimentTemplateData[];
  readonly durationSeconds?: number;
  readonly analyses: ExperimentAnalysisData[];
  readonly scaleDownDelaySeconds?: number;
}

/** Writes an experiment in the Rollout's grammar. */
export function renderExperiment({ templates, durationSeconds, analyses, scaleDownDelaySeconds }: ExperimentData) {
  return {
    templates: templates.map(({ labels, annotations, service, ...template }) => ({
      ...template,
      metadata: { labels, annotations },
      service: service === undefined ? undefined : { name: service },
    })),
    duration: optionalDuration(durationSeconds),
    analyses: analyses.length ? analyses.map(renderAnalysis) : undefined,
    scaleDownDelaySeconds,
  };
}

function renderAnalysis({ name, template, args, requiredForCompletion }: ExperimentAnalysisData) {
  return { name, ...renderReference(template!), args: renderArguments(args), requiredForCompletion: requiredForCompletion || undefined };
}
