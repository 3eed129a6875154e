import { type CanaryFacts } from './canary-facts';
import { onDestinationRule, onVirtualService } from './finding-places';
import { type Finding, Severity } from './validation/finding';

/** What there is to say about the words for Istio: each of these works, but not as one might think. */
export function meshFindings(facts: CanaryFacts): (Finding | false)[] {
  const measured = facts.thresholds.some(({ _scoped }) => _scoped);
  const limits = limitsOf(facts);
  const { tls } = facts.trafficPolicy ?? {};
  return [
    triesTime(facts) > (facts.timeout ?? Infinity) && retriesOutlastTimeout(facts),
    ejects(facts) && measured && ejectsTheEvidence(facts),
    facts.trafficPolicy?.loadBalancer?.httpHeaderName !== undefined && notSticky(facts),
    limits.length > 0 && measured && overflowUnseen(facts, limits),
    (tls?.mode === 'SIMPLE' || tls?.mode === 'MUTUAL') && measured && tlsHidesRequests(facts, tls.mode),
    tls?.credentialName !== undefined && credentialForGateways(facts, tls.credentialName),
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

function overflowUnseen(facts: CanaryFacts, limits: string[]): Finding {
  return {
    ...onDestinationRule(facts, 'spec.trafficPolicy.connectionPool'),
    code: 'SC0205',
    rule: 'overflow-unseen',
    severity: Severity.WARNING,
    message: `requests beyond ${limits.join(' and ')} wait in the callers' proxies or get a 503 from them: a canary that is slow fills the limits, `
      + 'and the thresholds, which are measured at the pods, see neither the waiting nor the errors',
    fix: 'leave the limits out, set them far above what a slow version holds open, or watch the callers as well, with a Threshold.query',
  };
}

function tlsHidesRequests(facts: CanaryFacts, mode: string): Finding {
  return {
    ...onDestinationRule(facts, 'spec.trafficPolicy.tls'),
    code: 'SC0206',
    rule: 'tls-hides-requests',
    severity: Severity.WARNING,
    message: `unless it is set up to decrypt it, a pod's sidecar refuses TLS of mode ${mode} or passes it on unread: it measures no requests, and no data aborts every release`,
    fix: 'leave out tls, for Istio encrypts by itself, or state TrafficTls.istioMutual()',
  };
}

function credentialForGateways(facts: CanaryFacts, credentialName: string): Finding {
  return {
    ...onDestinationRule(facts, 'spec.trafficPolicy.tls.credentialName'),
    code: 'SC0207',
    rule: 'credential-for-gateways',
    severity: Severity.WARNING,
    message: `only gateways read the Secret '${credentialName}': callers inside the mesh ask in plain text`,
    fix: 'give the certificates as files that the callers\' proxies have, or leave out tls',
  };
}

/** What turns requests away, or holds them back, once it is reached. */
function limitsOf({ trafficPolicy }: CanaryFacts): string[] {
  const { maxConnections } = trafficPolicy?.connectionPool?.tcp ?? {};
  const { http1MaxPendingRequests, http2MaxRequests } = trafficPolicy?.connectionPool?.http ?? {};
  const limits = Object.entries({ maxConnections, http1MaxPendingRequests, http2MaxRequests });
  return limits.filter(([, value]) => value !== undefined).map(([name, value]) => `${name} ${value}`);
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
