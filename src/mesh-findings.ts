import { type CanaryFacts } from './canary-facts';
import { resourceName } from './finding-places';
import { type Finding, Severity } from './validation/finding';

/** What there is to say about the words for Istio: each of these works, but not as one might think. */
export function meshFindings(facts: CanaryFacts): (Finding | false)[] {
  return [
    triesTime(facts) > (facts.timeout ?? Infinity) && retriesOutlastTimeout(facts),
  ];
}

function retriesOutlastTimeout(facts: CanaryFacts): Finding {
  const { attempts, perTryTimeoutSeconds } = facts.retries!;
  return {
    resource: resourceName('VirtualService', facts.namespace, facts.service),
    path: 'spec.http[0].retries',
    code: 'SC0202',
    rule: 'retries-outlast-timeout',
    severity: Severity.WARNING,
    message: `${attempts + 1} tries of ${perTryTimeoutSeconds} s take ${triesTime(facts)} s, but the timeout ends the request after ${facts.timeout} s: later tries never get their time`,
    fix: 'lower perTryTimeout or attempts, or raise timeout',
  };
}

/** How long a request takes whose every try does, in seconds; each try is to the millisecond. */
function triesTime({ retries }: CanaryFacts): number {
  if (retries?.perTryTimeoutSeconds === undefined) return 0;
  return (retries.attempts + 1) * Math.round(retries.perTryTimeoutSeconds * 1000) / 1000;
}
