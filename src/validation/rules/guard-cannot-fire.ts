import { type ProvenGuard } from '../../simulation/proof/proof';
import { evidenceOf } from '../efficacy/evidence';
import { placeOfGuard } from '../efficacy/places';
import { onProofs } from '../efficacy/rule-on-proof';
import { assumedText, countsOf, DOES, endText, remedyText, times } from '../efficacy/wording';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const guardCannotFire: Rule = {
  code: 'SC0701',
  name: 'guard-cannot-fire',
  severity: Severity.ERROR,
  title: 'a metric that stops no release, however bad the canary is',
  sources: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/analysis/analysis.go',
  ],
  check: onProofs((proof, seen) => proof.guards.filter(({ verdict }) => verdict === 'never').map((proven) => ({
    at: placeOfGuard(seen, proven.guard),
    message: `metric '${proven.guard.plan.name}' does not stop a canary that ${DOES[proven.guard.fault]}: ${reasonOf(proven)} (${assumedText(proof)})`,
    fix: fixOf(proven),
    evidence: evidenceOf(proven.timeline),
  }))),
};

function reasonOf({ guard, timeline, isBlind }: ProvenGuard): string {
  const { all, bad } = countsOf(guard, timeline);
  const end = `it is ${endText(timeline)}`;
  if (all === 0) return `${end}, before anything was measured`;
  if (isBlind) return `${end}, and ${all === 1 ? 'the only measurement was' : `all ${all} measurements were`} good`;
  return `${end}; until then it was measured ${times(all)} and was ${bad === all ? 'always' : times(bad)} bad, and it takes ${neededText(guard.plan)}`;
}

function neededText({ failureLimit, consecutiveErrorLimit }: ProvenGuard['guard']['plan']): string {
  const failed = failureLimit < 0 ? 'failures are never enough' : `${failureLimit + 1} failed ones`;
  return `${failed}, or ${consecutiveErrorLimit + 1} errors in a row`;
}

function fixOf({ isBlind, remedies, guard }: ProvenGuard): string {
  if (isBlind) return `ask for what tells a canary that ${DOES[guard.fault]} from a good one, of its pods alone; smart-canary explain shows what the query reads`;
  if (remedies.length === 0) return 'no other interval, limit, delay or pause would make it fire: give the query and the conditions another look with smart-canary explain';
  return `any one of these makes it fire: ${remedyText(remedies)}`;
}
