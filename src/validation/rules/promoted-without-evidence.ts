import { type Timeline } from '../../simulation/timeline';
import { evidenceOf } from '../efficacy/evidence';
import { placeOfStep } from '../efficacy/places';
import { onProofs } from '../efficacy/rule-on-proof';
import { endText } from '../efficacy/wording';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const promotedWithoutEvidence: Rule = {
  code: 'SC0704',
  name: 'promoted-without-evidence',
  severity: Severity.WARNING,
  title: 'a release that is promoted although nothing was measured',
  sources: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  ],
  check: onProofs(({ noTraffic, prometheusDown }, seen) => blind([[noTraffic, 'nobody calls the service'], [prometheusDown, 'Prometheus does not answer from the first measurement on']])
    .map(({ timeline, why }) => ({
      at: placeOfStep(seen),
      message: `where ${why} the canary is ${endText(timeline)} all the same: nothing that was measured speaks for it`,
      fix: 'let no data be a failure: len(result) > 0 && !isNaN(result[0]) && … as successCondition, and enough time for it to be measured',
      evidence: evidenceOf(timeline),
    }))),
};

function blind(plays: readonly (readonly [Timeline | undefined, string])[]) {
  return plays.flatMap(([timeline, why]) => (timeline?.outcome === 'promoted' ? [{ timeline, why }] : []));
}
