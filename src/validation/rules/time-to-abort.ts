import { timeText } from '../../manifest/time-text';
import { evidenceOf } from '../efficacy/evidence';
import { placeOfGuard } from '../efficacy/places';
import { onProofs } from '../efficacy/rule-on-proof';
import { assumedText, DOES } from '../efficacy/wording';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const timeToAbort: Rule = {
  code: 'SC0707',
  name: 'time-to-abort',
  severity: Severity.INFO,
  title: 'how long a bad canary has requests, and how many',
  sources: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  ],
  check: onProofs((proof, seen) => (proof.abort ? [proof.abort] : []).map(({ guard, seconds, timeline }) => ({
    at: placeOfGuard(seen, guard),
    message: `a canary that ${DOES[guard.fault]} is aborted ${timeText(Math.round(seconds))} after its first request, by metric '${guard.plan.name}'${lostIn(timeline.exposure?.failed)} (${assumedText(proof)})`,
    fix: 'nothing to do; a smaller first weight costs fewer requests, a smaller failureLimit or interval less time',
    evidence: evidenceOf(timeline),
  }))),
};

function lostIn(failed: number | undefined): string {
  return failed === undefined || failed === 0 ? '' : `: ${failed} requests have failed until then`;
}
