import { timeText } from '../../manifest/time-text';
import { type Timeline } from '../../simulation/timeline';
import { evidenceOf } from '../efficacy/evidence';
import { placeOfGuard, placeOfStep } from '../efficacy/places';
import { onProofs, type Seen } from '../efficacy/rule-on-proof';
import { assumedText, endText } from '../efficacy/wording';
import { Severity } from '../finding';
import { type ObjectPlace, type Rule } from '../rule';

export const healthyCanaryAborted: Rule = {
  code: 'SC0703',
  name: 'healthy-canary-aborted',
  severity: Severity.ERROR,
  title: 'an analysis that stops a release in which nothing is wrong',
  sources: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/analysis/analysis.go',
  ],
  check: onProofs((proof, seen) => proof.healthy.filter(({ outcome }) => outcome === 'aborted').slice(0, 1).map((timeline) => ({
    at: placeOf(seen, timeline),
    message: `a canary that answers every request well is ${endText(timeline)}: ${timeline.reason} (${assumedText(proof)})`,
    fix: fixOf(seen, timeline),
    evidence: evidenceOf(timeline),
  }))),
};

/** Where the metric is measured that was bad. */
function placeOf(seen: Seen, timeline: Timeline): ObjectPlace {
  const bad = badMetricIn(timeline);
  const guard = seen.proof.guards.find(({ guard: { plan } }) => plan.name === bad);
  return guard ? placeOfGuard(seen, guard.guard) : placeOfStep(seen);
}

function fixOf({ proof: { cure, guards } }: Seen, timeline: Timeline): string {
  if (cure) return `${cure.kind === 'initialDelay' ? `initialDelay: ${timeText(cure.seconds)}` : `startingStep: ${cure.step}`} lets it pass: then there is something to measure`;
  const bad = badMetricIn(timeline);
  const guard = guards.find(({ guard: { plan } }) => plan.name === bad)?.guard;
  if (guard?.fault === 'no-traffic') return 'want fewer requests, or state how many there are: traffic.requestsPerSecond of the SmartCanary, --rps of smart-canary validate';
  return bad === undefined ? 'what the reason says' : `let '${bad}' be good on what a healthy canary measures: smart-canary explain shows its query and what its conditions make of each result`;
}

function badMetricIn({ measurements }: Timeline): string | undefined {
  return measurements.findLast(({ phase }) => phase !== 'Successful')?.metric;
}
