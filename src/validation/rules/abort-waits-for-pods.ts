import { timeText } from '../../manifest/time-text';
import { type Proof } from '../../simulation/proof/proof';
import { evidenceOf } from '../efficacy/evidence';
import { placeOfStep } from '../efficacy/places';
import { onProofs } from '../efficacy/rule-on-proof';
import { assumedText } from '../efficacy/wording';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const abortWaitsForPods: Rule = {
  code: 'SC0712',
  name: 'abort-waits-for-pods',
  severity: Severity.WARNING,
  title: 'an abort after which the bad canary keeps requests, because the stable version has too few pods for them',
  sources: ['https://argo-rollouts.readthedocs.io/en/stable/features/canary/#dynamic-stable-scale-with-traffic-routing'],
  check: onProofs((proof, seen) => aftermathsOf(proof).map(({ seconds, weight, timeline }) => ({
    at: placeOfStep(seen),
    message: `a bad canary still has ${weight} % of the requests when it is aborted, and some for ${timeText(seconds)} after that: the stable version has to get its pods back first (${assumedText(proof)})`,
    fix: 'leave out dynamicStableScale, or keep enough stable pods with minPodsPerReplicaSet; lower weights leave less to be taken back',
    evidence: evidenceOf(timeline),
  }))),
};

function aftermathsOf({ aftermath, abort }: Proof) {
  return aftermath && abort ? [{ ...aftermath, timeline: abort.timeline }] : [];
}
