import { evidenceOf } from '../efficacy/evidence';
import { placeOfStep } from '../efficacy/places';
import { onProofs } from '../efficacy/rule-on-proof';
import { endText, reasonText } from '../efficacy/wording';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const abortsWithoutPrometheus: Rule = {
  code: 'SC0709',
  name: 'aborts-without-prometheus',
  severity: Severity.INFO,
  title: 'an analysis that stops a release when Prometheus restarts',
  sources: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  ],
  check: onProofs(({ prometheusRestart }, seen) => (prometheusRestart?.outcome === 'aborted' ? [prometheusRestart] : []).map((timeline) => ({
    at: placeOfStep(seen),
    message: `where Prometheus is away for a minute from the first measurement on a healthy canary is ${endText(timeline)}: ${reasonText(timeline)}`,
    fix: 'a higher consecutiveErrorLimit outlasts it: an error is measured again after 10 s; or release again afterwards',
    evidence: evidenceOf(timeline),
  }))),
};
