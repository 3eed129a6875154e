import { timeText } from '../../manifest/time-text';
import { type StageProof } from '../../simulation/proof/stages';
import { evidenceOf } from '../efficacy/evidence';
import { placeOfStep } from '../efficacy/places';
import { onProofs, type Seen } from '../efficacy/rule-on-proof';
import { assumedText, DOES, endText } from '../efficacy/wording';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const stageNotGuarded: Rule = {
  code: 'SC0702',
  name: 'stage-not-guarded',
  severity: Severity.WARNING,
  title: 'a weight at which a canary that turns bad gets more requests before it is stopped',
  sources: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  ],
  check: onProofs((proof, seen) => proof.stages.filter(({ isGuarded }) => !isGuarded).map((stage) => ({
    at: placeOfStep(seen, stage.step),
    message: `a canary that from the beginning of the stage at weight ${stage.weight} on ${doesIn(seen)} is not stopped there: the stage lasts ${timeText(Math.round(stage.seconds))}, `
      + `and the canary is ${endText(stage.timeline)} (${assumedText(proof)})`,
    fix: fixOf(stage),
    evidence: evidenceOf(stage.timeline),
  }))),
};

function doesIn({ proof: { abort } }: Seen): string {
  return DOES[abort?.guard.fault ?? 'measured'];
}

function fixOf({ needed, isLast, step }: StageProof): string {
  const measured = isLast ? 'before the promotion' : 'before the next weight';
  if (needed === undefined) return `no pause after steps[${step}] is long enough: measure more often, or tolerate fewer failures`;
  return `pause for at least ${timeText(needed)} ${measured}, measure more often, or tolerate fewer failures`;
}
