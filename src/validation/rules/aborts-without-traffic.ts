import { evidenceOf } from '../efficacy/evidence';
import { placeOfStep } from '../efficacy/places';
import { onProofs } from '../efficacy/rule-on-proof';
import { endText, reasonText } from '../efficacy/wording';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const abortsWithoutTraffic: Rule = {
  code: 'SC0708',
  name: 'aborts-without-traffic',
  severity: Severity.INFO,
  title: 'an analysis that stops a release to which nobody sends requests',
  sources: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  ],
  check: onProofs(({ noTraffic }, seen) => (noTraffic?.outcome === 'aborted' ? [noTraffic] : []).map((timeline) => ({
    at: placeOfStep(seen),
    message: `where nobody calls the service the canary is ${endText(timeline)}: ${reasonText(timeline)}`,
    fix: 'release while there are requests; no data says nothing for a canary, and nothing against it',
    evidence: evidenceOf(timeline),
  }))),
};
