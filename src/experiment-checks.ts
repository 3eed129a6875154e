import { type DeploymentFacts } from './deployment-facts';
import { type InlineAnalysis, leastTimeOfAnalysis } from './inline-analysis';
import { longestNameBeside } from './names';
import { requirePodTemplateMetadata } from './pod-template-metadata';
import { type ExperimentData, type ExperimentTemplateData } from './resources/experiment';
import { type StepData } from './resources/step';
import { type RoutedVirtualService } from './routing';

/** What the experiments of a canary have to fit. */
export interface ExperimentContext {
  readonly service: string;
  readonly namespace?: string;
  readonly workload: DeploymentFacts;
  readonly virtualServices: RoutedVirtualService[];
}

/** Checks each experiment with the canary and with the steps before it. */
export function requireExperiments(steps: StepData[], inline: InlineAnalysis[], context: ExperimentContext): void {
  steps.forEach(({ experiment }, index) => {
    if (!experiment) return;
    requireWeights(experiment, index, steps.slice(0, index));
    for (const template of experiment.templates) requireTemplate(template, context);
    requireTime(experiment, index, inline.filter((analysis) => analysis.index === index));
  });
}

/**
 * The least time that an experiment takes where it succeeds, in seconds.
 *
 * It is over with the last of the analyses that are required for completion, or else after its duration.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/experiments/experiment.go calculateStatus
 */
export function leastTimeOfExperiment({ durationSeconds = 0, analyses }: ExperimentData, inline: InlineAnalysis[]): number {
  const required = inline.filter(({ name }) => analyses.some((analysis) => analysis.name === name && analysis.requiredForCompletion));
  return required.length ? Math.max(...required.map(leastTimeOfAnalysis)) : durationSeconds;
}

/** What is too much for stable the controller takes from nobody: the weights would add up to more than 100. */
function requireWeights({ templates }: ExperimentData, index: number, before: StepData[]): void {
  const current = before.findLast(({ weight }) => weight !== undefined)?.weight ?? 0;
  const own = templates.reduce((total, { weight = 0 }) => total + weight, 0);
  if (own + current <= 100) return;
  throw new Error(`'steps[${index}]' must leave its templates' weights room beside the canary's ${current} %, got ${own} % of them; stable cannot have less than nothing: lower them`);
}

function requireTemplate(template: ExperimentTemplateData, { service, namespace, workload, virtualServices }: ExperimentContext): void {
  const owner = `experiment template '${template.name}'`;
  requirePodTemplateMetadata(template.name, template, workload);
  if (template.service !== undefined && [service, `${service}-stable`, `${service}-canary`].includes(template.service)) {
    throw new Error(`'service' of ${owner} must not be one of the canary's own, got '${template.service}'; the controller makes and deletes it: choose another name`);
  }
  if (template.weight === undefined) return;
  const longest = longestNameBeside(service);
  if (template.service === undefined && template.name.length > longest) {
    throw new Error(`${owner} must have a name of at most ${longest} characters, got ${template.name.length}; its Service is named after the Rollout, the revision and it, in at most 63: shorten it, or give service`);
  }
  const elsewhere = virtualServices.find((virtualService) => virtualService.namespace !== undefined && virtualService.namespace !== namespace);
  if (elsewhere) {
    throw new Error(
      `'weight' of ${owner} must be left out where VirtualService '${elsewhere.name}' is in namespace '${elsewhere.namespace}', got ${template.weight}; `
      + 'the controller adds a short host, which Istio looks for in that namespace: give service, and call it',
    );
  }
}

/** With the duration the pods are gone, and so is whatever has not been measured by then. */
function requireTime({ durationSeconds }: ExperimentData, index: number, inline: InlineAnalysis[]): void {
  const late = inline.find((analysis) => durationSeconds !== undefined && leastTimeOfAnalysis(analysis) >= durationSeconds);
  if (!late) return;
  throw new Error(
    `'duration' of 'steps[${index}]' must be above the ${leastTimeOfAnalysis(late)} s that analysis '${late.name}' takes, got ${durationSeconds} s; `
    + 'the pods would be gone before it has a result: raise it, or leave it out where the analysis is requiredForCompletion',
  );
}
