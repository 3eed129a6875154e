import { objectAt, listAt } from '../../manifest/json';
import { type Release } from '../../manifest/release';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const noAnalysis: Rule = {
  code: 'SC0705',
  name: 'no-analysis',
  severity: Severity.WARNING,
  title: 'a canary that nothing measures',
  sources: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/'],
  check: ({ releases }) => releases.filter(isUnmeasured).map(({ rollout }) => ({
    at: { manifest: rollout, path: ['spec', 'strategy', 'canary'], part: 'key' },
    message: 'there is no analysis: a bad release is promoted unless a person stops it',
    fix: 'measure the canary: analysis with a template and a startingStep after the first weight',
  })),
};

/** A plugin, or an experiment, may be what judges it. */
function isUnmeasured({ rollout, analyses }: Release): boolean {
  const canary = objectAt(rollout.object, 'spec', 'strategy', 'canary');
  const steps = listAt(canary, 'steps');
  return canary !== undefined && analyses.length === 0 && steps.length > 0 && !steps.some((step) => objectAt(step, 'plugin') ?? objectAt(step, 'experiment'));
}
