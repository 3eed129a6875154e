import { stringAt } from '../../manifest/json';
import { type Release } from '../../manifest/release';
import { type Matcher } from '../../promql/ast';
import { matches } from '../../promql/matching';
import { CANARY_POD_HASH, STABLE_POD_HASH } from '../argument-values';
import { Severity } from '../finding';
import { istioSelectors, matcherText } from '../istio-vocabulary';
import { type MeasuredMetric } from '../measured-metrics';
import { workloadNames } from '../release-names';
import { type Rule, type Violation } from '../rule';

/** From which labels of its pod a sidecar takes what it says of the version. */
const VERSION_LABELS: Readonly<Record<string, readonly string[]>> = {
  destination_version: ['app.kubernetes.io/version', 'version'],
  destination_canonical_revision: ['service.istio.io/canonical-revision', 'app.kubernetes.io/version', 'version'],
};

const ROLES = ['canaryMetadata', 'stableMetadata'];

export const labelWithoutVersion: Rule = {
  code: 'SC0421',
  name: 'label-without-version',
  severity: Severity.WARNING,
  title: 'a label that does not go with the version',
  sources: [
    // NewWorkloadNameFromRollout: since 1.22 the hash is cut off
    'https://github.com/istio/istio/pull/49256',
    // extractMetadata: the labels of the pod are read once, when the proxy starts
    'https://github.com/istio/istio/blob/1.30.3/pkg/bootstrap/config.go',
    'https://argo-rollouts.readthedocs.io/en/stable/features/ephemeral-metadata/',
  ],
  check: (subject) => subject.metrics.flatMap(violationsOf),
};

function violationsOf({ release, template, name, query }: MeasuredMetric): Violation[] {
  const matchers = query?.expression ? istioSelectors(query.expression).flatMap(({ selector }) => selector.matchers) : [];
  return matchers.flatMap((matcher) => whyNot(release, matcher) ?? []).map((why) => ({
    at: { manifest: template, path: query!.path },
    message: `the query of metric '${name}' ${why}`,
    fix: 'match the pod template hash, in a label that a Telemetry or the scrape adds to the metrics',
  }));
}

function whyNot(release: Release, matcher: Matcher): string | undefined {
  if (namesReplicaSet(release, matcher)) return `matches ${plain(matcher)}, the name of a ReplicaSet: since Istio 1.22 the workload is the Rollout, whichever version its pods are of, and it selects nothing`;
  const label = VERSION_LABELS[matcher.label]?.find((one) => ROLES.some((role) => stringAt(release.rollout.object, 'spec', 'strategy', 'canary', role, 'labels', one) !== undefined));
  if (label === undefined) return undefined;
  return `matches ${plain(matcher)}, which follows the label ${label} that the Rollout gives to its pods by their role: `
    + 'a sidecar reads it once, so that after a promotion the stable pods still say what they said as the canary';
}

function namesReplicaSet(release: Release, matcher: Matcher): boolean {
  const { label, operator, value } = matcher;
  if (label !== 'destination_workload' || operator.startsWith('!')) return false;
  return [CANARY_POD_HASH, STABLE_POD_HASH].some((hash) => value.includes(hash)) && !workloadNames(release).some((name) => matches(matcher, name));
}

function plain(matcher: Matcher): string {
  return matcherText(matcher).replaceAll(CANARY_POD_HASH, '…').replaceAll(STABLE_POD_HASH, '…');
}
