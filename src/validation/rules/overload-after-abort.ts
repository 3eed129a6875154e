import { evidenceOf } from '../efficacy/evidence';
import { placeOfStep } from '../efficacy/places';
import { onProofs } from '../efficacy/rule-on-proof';
import { assumedText } from '../efficacy/wording';
import { timeText } from '../../manifest/time-text';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const overloadAfterAbort: Rule = {
  code: 'SC0712',
  name: 'overload-after-abort',
  severity: Severity.WARNING,
  title: 'an abort that leaves the stable version with too few pods for a time',
  sources: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/canary/#dynamic-stable-scale-with-traffic-routing',
  ],
  check: onProofs((proof, seen) => (proof.overload && proof.abort ? [{ ...proof.overload, ...proof.abort }] : []).map(({ seconds, available, replicas, weight, timeline }) => ({
    at: placeOfStep(seen),
    message: `when a bad canary is aborted, ${available} of ${replicas} stable pods have ${weight} % of the requests for ${timeText(seconds)} (${assumedText(proof)})`,
    fix: 'leave out dynamicStableScale, or keep enough stable pods for all requests with minPodsPerReplicaSet',
    evidence: evidenceOf(timeline),
  }))),
};
