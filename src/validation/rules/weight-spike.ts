import { placeOfStep } from '../efficacy/places';
import { onProofs } from '../efficacy/rule-on-proof';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const weightSpike: Rule = {
  code: 'SC0711',
  name: 'weight-spike',
  severity: Severity.WARNING,
  title: 'a canary that gets more requests than its steps say',
  sources: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/canary/#dynamic-canary-scale-with-traffic-routing',
  ],
  check: onProofs(({ spike }, seen) => (spike ? [spike] : []).map(({ step, weight, wanted }) => ({
    at: placeOfStep(seen, step),
    message: `from here on the canary has ${weight} % of the requests, and no step up to here asks for more than ${wanted} %`,
    fix: 'set the weight that is meant before, or leave out what moves it',
  }))),
};
