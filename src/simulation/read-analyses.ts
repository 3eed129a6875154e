import { argumentsOf, fillIn, type FilledArguments, type Hashes } from './arguments';
import { dryRunRules, isMeantBy } from './dry-run';
import { readMetric } from './read-metric';
import { type BackgroundModel } from './rollout-model';
import { checkRun } from './run-checks';
import { type RunPlan } from './run-plan';
import { type Analysis } from '../manifest/analyses';
import { isObject, listAt, numberAt, stringAt, valueAt } from '../manifest/json';
import { type Release } from '../manifest/release';

/** Reads the runs that a Rollout would create. */
export class RunReader {
  constructor(private readonly release: Release) {}

  /** The run of a step; none where it names no template. */
  public runOfStep(index: number): RunPlan | undefined {
    const analysis = this.release.analyses.find(({ kind, step }) => kind === 'step' && step === index);
    return analysis && analysis.templates.length > 0 ? this.runOf(analysis) : undefined;
  }

  /** The runs of an experiment that have to be over for its completion. */
  public requiredRunsOf(index: number): RunPlan[] {
    const { analyses, rollout } = this.release;
    const required = analyses.filter(({ kind, step, path }) => kind === 'experiment' && step === index && valueAt(rollout.object, ...path, 'requiredForCompletion') === true);
    return required.map((analysis) => this.runOf(analysis));
  }

  public runOf(analysis: Analysis, hashes?: Hashes): RunPlan {
    const filled = argumentsOf(analysis, this.release, hashes);
    const definitions = analysis.templates.flatMap(({ object }) => listAt(object, 'spec', 'metrics')).filter(isObject).map((metric) => fillIn(metric, filled));
    const rules = dryRunRules(this.release.rollout.object, analysis);
    const metrics = definitions.map((definition) => readMetric(definition, rules.some((rule) => isMeantBy(rule, stringAt(definition, 'name') ?? ''))));
    const invalid = problemOf(filled) ?? checkRun(metrics, rules);
    const withHashes = (others: Hashes) => this.runOf(analysis, others);
    return invalid === undefined ? { metrics, withHashes } : { metrics, invalid, withHashes };
  }
}

/** The analysis beside the steps; one without templates is none. */
export function readBackground({ rollout, analyses }: Release, runs: RunReader): BackgroundModel | undefined {
  const analysis = analyses.find(({ kind }) => kind === 'background');
  if (!analysis || analysis.templates.length === 0) return undefined;
  return { startingStep: numberAt(valueAt(rollout.object, ...analysis.path), 'startingStep') ?? 0, run: runs.runOf(analysis) };
}

function problemOf({ missing }: FilledArguments): string | undefined {
  return missing.length === 0 ? undefined : `Unable to resolve metric arguments: failed to resolve {{${missing[0]}}}`;
}
