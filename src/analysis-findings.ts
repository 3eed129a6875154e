import { type WatchedThreshold } from './background-analysis';
import { type CanaryFacts } from './canary-facts';
import { onRollout, onTemplate } from './finding-places';
import { everyMeasured } from './measured-template';
import { leastTimeOf } from './planning/metric-numbers';
import { lastWeightOf } from './steps';
import { type Finding, Severity } from './validation/finding';

/** What there is to say about an analysis: whether, and when, it can abort a release. */
export function analysisFindings(facts: CanaryFacts): (Finding | false)[] {
  const effective = facts.background?.watched.filter(({ dryRun }) => !dryRun) ?? [];
  return [
    ...effective.map((watched) => !watched.plan.fits && analysisOutlastsSteps(facts, watched)),
    !isWatchedAtLast(facts) && noBake(facts),
    everyMeasured(facts.templates).every(({ dryRun }) => dryRun) && allDryRun(facts),
    ...effective.map((watched) => leastTimeOf(watched.numbers) < Infinity && measuringEndsEarly(facts, watched)),
    ...effective.map((watched) => mayBeInconclusive(watched) && inconclusiveStopsNothing(facts, watched)),
  ];
}

function analysisOutlastsSteps(facts: CanaryFacts, { threshold, template, index, plan }: WatchedThreshold): Finding {
  const { needed, guaranteed, failureLimit, startingStep, initialDelay, interval } = plan;
  const missing = needed - guaranteed + 1;
  const measurements = failureLimit === 0 ? 'one failed measurement' : `${failureLimit + 1} failed measurements`;
  // A pause counts one second less than its length.
  const longer = guaranteed === 0 ? `add Step.pause(Duration.seconds(${missing + 1})) after step ${startingStep}` : `lengthen the timed pauses from step ${startingStep} on by ${missing} s in all`;
  return {
    ...onTemplate(facts, template, `spec.metrics[${index}]`),
    code: 'SC0301',
    rule: 'analysis-outlasts-steps',
    severity: Severity.WARNING,
    message: `threshold '${threshold._name}' can abort ${needed} s after the analysis starts, not earlier (initialDelay ${initialDelay} s, ${measurements}, interval ${interval} s), `
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
    ...onTemplate(facts, facts.templates[0], 'spec.dryRun'),
    code: 'SC0304',
    rule: 'all-dry-run',
    severity: Severity.WARNING,
    message: 'every threshold is in dryRun, so none can abort: a bad release is promoted unless a person stops it',
    fix: 'leave at least one threshold out of analysis.dryRun',
  };
}

function measuringEndsEarly(facts: CanaryFacts, { threshold, template, index, numbers }: WatchedThreshold): Finding {
  const { count, consecutiveSuccessLimit } = numbers;
  const ended = Object.entries({ count, consecutiveSuccessLimit }).filter(([, value]) => value !== undefined);
  return {
    ...onTemplate(facts, template, `spec.metrics[${index}].${ended[0][0]}`),
    code: 'SC0305',
    rule: 'measuring-ends-early',
    severity: Severity.WARNING,
    message: `threshold '${threshold._name}' may be measured for the last time ${leastTimeOf(numbers)} s after the analysis starts (${ended.map(([name, value]) => `${name} ${value}`).join(', ')}): `
      + 'whatever goes wrong afterwards, it aborts nothing',
    fix: `leave out ${ended.map(([name]) => name).join(' and ')}, so that it is measured until the promotion, or use the threshold in a Step.analysis`,
  };
}

/** Pausing is all that an inconclusive run does, and it stops neither timed pauses nor weights nor the promotion. */
function inconclusiveStopsNothing(facts: CanaryFacts, { threshold, template, index }: WatchedThreshold): Finding {
  const place = threshold._canBeInconclusive ? 'failureCondition' : 'consecutiveSuccessLimit';
  return {
    ...onTemplate(facts, template, `spec.metrics[${index}].${place}`),
    code: 'SC0306',
    rule: 'inconclusive-stops-nothing',
    severity: Severity.WARNING,
    message: `threshold '${threshold._name}' may end as inconclusive, which pauses the release by name only: timed pauses go by, weights move, and the canary may be promoted unmeasured`,
    fix: `leave out ${place}, so that what is not good fails, or use the threshold in a Step.analysis, which an inconclusive result holds`,
  };
}

/** Either a measurement is, or the count ends with neither enough good ones in a row nor too many bad ones. */
function mayBeInconclusive({ threshold, numbers }: WatchedThreshold): boolean {
  return threshold._canBeInconclusive || numbers.count !== undefined && numbers.consecutiveSuccessLimit !== undefined;
}

/** Whether time passes after the last weight, or a step measures there. */
function isWatchedAtLast({ steps, inline }: CanaryFacts): boolean {
  const last = steps.findLastIndex(({ weight }) => weight !== undefined);
  const measured = inline.filter(({ index }) => index > last && steps[index].analysis).flatMap(({ templates }) => everyMeasured(templates));
  return measured.some(({ dryRun }) => !dryRun) || steps.slice(last).some(({ pause }) => (pause?.seconds ?? 0) > 0);
}
