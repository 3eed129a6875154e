import { type WeightSpike } from '../../simulation/proof/load';
import { placeOfStep } from '../efficacy/places';
import { onProofs } from '../efficacy/rule-on-proof';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const weightSpike: Rule = {
  code: 'SC0711',
  name: 'weight-spike',
  severity: Severity.WARNING,
  title: 'a canary with another share of the requests than its steps say, or with too few pods for it',
  sources: ['https://argo-rollouts.readthedocs.io/en/stable/features/canary/#dynamic-canary-scale-with-traffic-routing', 'https://github.com/argoproj/argo-rollouts/issues/4642'],
  check: onProofs(({ spike }, seen) => (spike ? [spike] : []).map((each) => ({
    at: placeOfStep(seen, each.step),
    message: each.weight === each.wanted ? overloadText(each) : `here the canary has ${each.weight} % of the requests, and the steps have asked for ${each.wanted} %`,
    fix: 'scale by setCanaryScale: {matchTrafficWeight: true} before the weight, or leave the scale to the weight',
  }))),
};

function overloadText({ weight, pods, usual }: WeightSpike): string {
  return `here ${weight} % of the requests go to ${pods} ${pods === 1 ? 'pod' : 'pods'} of the canary, where a release without a scale of its own has ${usual}: each pod has ${round(usual / pods)} times as many as it should`;
}

function round(factor: number): number {
  return Math.round(factor * 10) / 10;
}
