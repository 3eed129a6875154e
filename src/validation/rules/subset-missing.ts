import { type Subset } from '../../manifest/rollout-routing';
import { Severity } from '../finding';
import { type Rule, type Violation } from '../rule';

export const subsetMissing: Rule = {
  code: 'SC0604',
  name: 'subset-missing',
  severity: Severity.ERROR,
  title: 'a subset that the DestinationRule does not have',
  // UpdateHash labels the subsets that are there and makes none.
  sources: ['https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/trafficrouting/istio/istio.go'],
  check: (subject) => subject.releases.flatMap(({ subsets }) => {
    const manifest = subsets?.reference.manifest;
    if (!manifest) return [];
    const { from, path } = subsets.reference;
    const missing = (subset: Subset, field: string): Violation[] => subset.path || subset.name === '' ? [] : [{
      at: { manifest: from, path: [...path, field] },
      message: `${subject.nameOf(manifest)} has no subset '${subset.name}': Argo Rollouts makes none, and Envoy answers requests to it with 503`,
      fix: 'add the subset to the DestinationRule, or correct the name',
    }];
    return [...missing(subsets.stable, 'stableSubsetName'), ...missing(subsets.canary, 'canarySubsetName')];
  }),
};
