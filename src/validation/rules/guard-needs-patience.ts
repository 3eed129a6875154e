import { timeText } from '../../manifest/time-text';
import { evidenceOf } from '../efficacy/evidence';
import { placeOfGuard } from '../efficacy/places';
import { onProofs } from '../efficacy/rule-on-proof';
import { assumedText, DOES, endText, remedyText } from '../efficacy/wording';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const guardNeedsPatience: Rule = {
  code: 'SC0706',
  name: 'guard-needs-patience',
  severity: Severity.WARNING,
  title: 'a metric that stops a release only where people wait before they promote',
  sources: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  ],
  check: onProofs((proof, seen) => proof.guards.filter(({ verdict }) => verdict === 'waits').map(({ guard, patience = 0, timeline, remedies }) => ({
    at: placeOfGuard(seen, guard),
    message: `metric '${guard.plan.name}' stops a canary that ${DOES[guard.fault]} only if every open pause lasts at least ${timeText(patience)}: where somebody promotes at once it is ${endText(timeline)} (${assumedText(proof)})`,
    fix: `wait that long before each promotion${remedies.length === 0 ? '' : `, or do without: ${remedyText(remedies)}`}`,
    evidence: evidenceOf(timeline),
  }))),
};
