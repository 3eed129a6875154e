import { evidenceOf } from '../efficacy/evidence';
import { placeOfGuard } from '../efficacy/places';
import { onProofs } from '../efficacy/rule-on-proof';
import { assumedText, endText } from '../efficacy/wording';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const promotedWhileInconclusive: Rule = {
  code: 'SC0710',
  name: 'promoted-while-inconclusive',
  severity: Severity.WARNING,
  title: 'a canary that is neither good nor bad by its conditions, and promoted',
  sources: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#inconclusive-runs',
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/analysis.go',
  ],
  check: onProofs((proof, seen) => (proof.inconclusive ? [proof.inconclusive] : []).map(({ guard, share, timeline }) => ({
    at: placeOfGuard(seen, guard),
    message: `a canary that fails ${Math.round(share * 100)} % of its requests is neither good nor bad for metric '${guard.plan.name}', and ${endText(timeline)}: an inconclusive analysis beside the steps pauses by name only (${assumedText(proof)})`,
    fix: 'leave out the failureCondition, so that what is not good fails, or measure in a step of its own, which an inconclusive result holds',
    evidence: evidenceOf(timeline),
  }))),
};
