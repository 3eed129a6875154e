import { type CanaryFacts } from './canary-facts';
import { onRollout, onTemplate } from './finding-places';
import { lastWeightOf } from './steps';
import { type Finding, Severity } from './validation/finding';

/** What there is to say about an analysis: whether, and when, it can abort a release. */
export function analysisFindings(facts: CanaryFacts): (Finding | false)[] {
  const canAbort = facts.thresholds.some(({ _name }) => !facts.template.dryRun.includes(_name));
  return [
    canAbort && !facts.numbers.fits && analysisOutlastsSteps(facts),
    bakeOf(facts) === 0 && noBake(facts),
    !canAbort && allDryRun(facts),
  ];
}

function analysisOutlastsSteps(facts: CanaryFacts): Finding {
  const { needed, guaranteed, failureLimit, startingStep, initialDelay, interval } = facts.numbers;
  const missing = needed - guaranteed + 1;
  const measurements = failureLimit === 0 ? 'one failed measurement' : `${failureLimit + 1} failed measurements`;
  // A pause counts one second less than its length.
  const longer = guaranteed === 0 ? `add Step.pause(Duration.seconds(${missing + 1})) after step ${startingStep}` : `lengthen the timed pauses from step ${startingStep} on by ${missing} s in all`;
  return {
    ...onRollout(facts, 'spec.strategy.canary.analysis'),
    code: 'SC0301',
    rule: 'analysis-outlasts-steps',
    severity: Severity.WARNING,
    message: `the first abort is possible ${needed} s after the analysis starts (initialDelay ${initialDelay} s, ${measurements}, interval ${interval} s), `
      + `but from step ${startingStep} on the timed pauses guarantee only ${guaranteed} s before the promotion`,
    fix: `${longer}, or give a smaller initialDelay, interval or failureLimit`,
  };
}

function noBake(facts: CanaryFacts): Finding {
  const { steps } = facts;
  return {
    ...onRollout(facts, `spec.strategy.canary.steps[${steps.length - 1}]`),
    code: 'SC0302',
    rule: 'no-bake',
    severity: Severity.WARNING,
    message: `no timed pause follows the last weight, ${lastWeightOf(steps)} %: the canary may be promoted at once, before anybody has measured it there`,
    fix: 'end the steps with Step.pause(Duration.minutes(5))',
  };
}

function allDryRun(facts: CanaryFacts): Finding {
  return {
    ...onTemplate(facts, 'spec.dryRun'),
    code: 'SC0304',
    rule: 'all-dry-run',
    severity: Severity.WARNING,
    message: 'every threshold is in dryRun, so none can abort: a bad release is promoted unless a person stops it',
    fix: 'leave at least one threshold out of analysis.dryRun',
  };
}

/** Seconds of timed pauses after the last weight. */
function bakeOf({ steps }: CanaryFacts): number {
  return steps.slice(steps.findLastIndex(({ weight }) => weight !== undefined)).reduce((total, { pause }) => total + (pause?.seconds ?? 0), 0);
}
