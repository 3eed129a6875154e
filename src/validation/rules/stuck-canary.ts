import { placeOfStep } from '../efficacy/places';
import { onProofs } from '../efficacy/rule-on-proof';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const stuckCanary: Rule = {
  code: 'SC0713',
  name: 'stuck-canary',
  severity: Severity.WARNING,
  title: 'a canary whose pods never become ready, and that nothing aborts',
  sources: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/specification/',
  ],
  check: onProofs(({ neverReady }, seen) => (neverReady.outcome === 'aborted' ? [] : [neverReady]).map(({ reason }) => ({
    at: placeOfStep(seen),
    message: `a canary whose pods never become ready is not aborted: ${reason}`,
    fix: 'progressDeadlineAbort: true, a progressDeadlineSeconds above the start-up of the pods, and a stableService: without any Service its pods are never timed out',
  }))),
};
