import { type CanaryFacts } from './canary-facts';
import { onDestinationRule, onVirtualService } from './finding-places';
import { type Finding, Severity } from './validation/finding';

/** What there is to say about the words for Istio: each of these works, but not as one might think. */
export function meshFindings(facts: CanaryFacts): (Finding | false)[] {
  return [
    triesTime(facts) > (facts.timeout ?? Infinity) && retriesOutlastTimeout(facts),
    ejects(facts) && facts.thresholds.some(({ _scoped }) => _scoped) && ejectsTheEvidence(facts),
    facts.trafficPolicy?.loadBalancer?.httpHeaderName !== undefined && notSticky(facts),
  ];
}

function retriesOutlastTimeout(facts: CanaryFacts): Finding {
  const { attempts, perTryTimeoutSeconds } = facts.retries!;
  return {
    ...onVirtualService(facts, 'spec.http[0].retries'),
    code: 'SC0202',
    rule: 'retries-outlast-timeout',
    severity: Severity.WARNING,
    message: `${attempts + 1} tries of ${perTryTimeoutSeconds} s take ${triesTime(facts)} s, but the timeout ends the request after ${facts.timeout} s: later tries never get their time`,
    fix: 'lower perTryTimeout or attempts, or raise timeout',
  };
}

function ejectsTheEvidence(facts: CanaryFacts): Finding {
  return {
    ...onDestinationRule(facts, 'spec.trafficPolicy.outlierDetection'),
    code: 'SC0203',
    rule: 'ejects-the-evidence',
    severity: Severity.WARNING,
    message: 'a canary pod that fails is left out: its callers get errors that no pod has answered, the thresholds do not see them, and what is measured gets better',
    fix: 'leave out outlierDetection, or watch the errors at the callers as well, with a Threshold.query',
  };
}

function notSticky(facts: CanaryFacts): Finding {
  return {
    ...onDestinationRule(facts, 'spec.trafficPolicy.loadBalancer.consistentHash'),
    code: 'SC0204',
    rule: 'not-sticky',
    severity: Severity.WARNING,
    message: 'the weights choose the version for each request anew, and the hash only a pod of it: a user changes between stable and canary',
    fix: 'make the two versions answer the same user alike, or send chosen users to the canary with Step.headerRoute',
  };
}

/** Istio looks for 5xx errors unless told not to. */
function ejects({ trafficPolicy }: CanaryFacts): boolean {
  const detection = trafficPolicy?.outlierDetection;
  return detection !== undefined && (detection.consecutive5xxErrors !== 0 || (detection.consecutiveGatewayErrors ?? 0) > 0);
}

/** How long a request takes whose every try does, in seconds; each try is to the millisecond. */
function triesTime({ retries }: CanaryFacts): number {
  if (retries?.perTryTimeoutSeconds === undefined) return 0;
  return (retries.attempts + 1) * Math.round(retries.perTryTimeoutSeconds * 1000) / 1000;
}
