import { type CanaryFacts } from './canary-facts';
import { onRollout } from './finding-places';
import { enoughPods } from './replica-progress-threshold';
import { type StepData } from './resources/step';
import { lastWeightOf } from './steps';
import { type Finding, Severity } from './validation/finding';

/** What there is to say about the strategy: each of these works, but not as one might think. */
export function strategyFindings(facts: CanaryFacts): (Finding | false)[] {
  const { rollbackWindow, revisionHistoryLimit, dynamicStableScale, antiAffinity } = facts.strategy;
  return [
    rollbackWindow !== undefined && rollbackUnwatched(facts, rollbackWindow),
    revisionHistoryLimit === 0 && noHistory(facts),
    podsAtPromotion(facts) < facts.replicas && promotionBelowReplicas(facts),
    dynamicStableScale === true && abortByLevels(facts),
    antiAffinity !== undefined && antiAffinity.preferredWeight === undefined && antiAffinityRequired(facts),
  ];
}

/** @see https://github.com/argoproj/argo-rollouts/issues/3941 */
function rollbackUnwatched(facts: CanaryFacts, revisions: number): Finding {
  return {
    ...onRollout(facts, 'spec.rollbackWindow'),
    code: 'SC0102',
    rule: 'rollback-unwatched',
    severity: Severity.WARNING,
    message: `going back by ${revisions === 1 ? 'one revision' : `up to ${revisions} revisions`} skips all steps and the analysis, and the first pod that is available gets the last weight, `
      + `${lastWeightOf(facts.steps)} % of the requests, until all ${facts.replicas} are there`,
    fix: 'leave out rollbackWindow: going back then takes all steps and is measured',
  };
}

function noHistory(facts: CanaryFacts): Finding {
  return {
    ...onRollout(facts, 'spec.revisionHistoryLimit'),
    code: 'SC0103',
    rule: 'no-history',
    severity: Severity.WARNING,
    message: 'no old ReplicaSet is kept: there is no revision to go back to but by another release from Git',
    fix: 'set revisionHistoryLimit: 3, or leave it out for 10',
  };
}

function promotionBelowReplicas(facts: CanaryFacts): Finding {
  const { replicas } = facts;
  const enough = podsAtPromotion(facts);
  return {
    ...onRollout(facts, 'spec.strategy.canary.replicaProgressThreshold'),
    code: 'SC0801',
    rule: 'promotion-below-replicas',
    severity: Severity.WARNING,
    message: `a release is promoted as soon as ${enough} of ${replicas} pods ${enough === 1 ? 'is' : 'are'} available: until the others are, each has ${Math.round(100 * replicas / enough)} % of its usual load`,
    fix: 'raise replicaProgressThreshold, or leave it out',
  };
}

function abortByLevels(facts: CanaryFacts): Finding {
  return {
    ...onRollout(facts, 'spec.strategy.canary.dynamicStableScale'),
    code: 'SC0802',
    rule: 'abort-by-levels',
    severity: Severity.WARNING,
    message: `an abort is not at once: the weight goes ${abortLevels(facts.steps, facts.replicas).join(' → ')} → 0 %, and each time waits for stable pods to start`,
    fix: 'leave out dynamicStableScale where twice the pods can be had during a release',
  };
}

function antiAffinityRequired(facts: CanaryFacts): Finding {
  return {
    ...onRollout(facts, 'spec.strategy.canary.antiAffinity'),
    code: 'SC0803',
    rule: 'anti-affinity-required',
    severity: Severity.WARNING,
    message: `canary pods start on nodes without stable pods only; where there is none, every release is aborted as stuck after ${facts.strategy.progressDeadlineSeconds} s`,
    fix: 'use AntiAffinity.preferred(100), or make sure that nodes are added when they are needed',
  };
}

function podsAtPromotion({ strategy, replicas }: CanaryFacts): number {
  return strategy.replicaProgressThreshold ? enoughPods(strategy.replicaProgressThreshold, replicas) : replicas;
}

/**
 * The weights of an abort from the highest one: each next is the last in the list that takes fewer pods.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/replicaset/canary.go GetDesiredCanaryWeight
 */
function abortLevels(steps: StepData[], replicas: number): number[] {
  const podsAt = (weight: number) => Math.ceil(weight * replicas / 100);
  const weights = steps.flatMap(({ weight }) => weight ?? []);
  const levels: number[] = [];
  let level: number | undefined = Math.max(...weights);
  while (level) {
    levels.push(level);
    const pods = podsAt(level);
    level = weights.findLast((weight) => podsAt(weight) < pods);
  }
  return levels;
}
