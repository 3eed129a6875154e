import { analysisFindings } from './analysis-findings';
import { type CanaryFacts } from './canary-facts';
import { onDestinationRule, onRollout, onTemplate, onVirtualService, resourceName } from './finding-places';
import { HandOver } from './hand-over';
import { latencyFindings } from './latency-findings';
import { everyMeasured, type MeasuredTemplate } from './measured-template';
import { meshFindings } from './mesh-findings';
import { prometheusFindings } from './prometheus-findings';
import { routingFindings } from './routing-findings';
import { strategyFindings } from './strategy-findings';
import { type Finding, Severity } from './validation/finding';

/** What there is to say about a canary once everything about it is known; docs/rules.md explains each code. */
export function findingsOf(facts: CanaryFacts): Finding[] {
  const findings = [
    facts.assumed.workload && workloadAssumed(facts),
    facts.assumed.replicas && replicasAssumed(facts),
    facts.autoscaled && facts.handOver === HandOver.PROGRESSIVE && startsWithOnePod(facts),
    facts.namespace === undefined && namespaceUnknown(facts),
    ...routingFindings(facts),
    facts.assumed.protocol && protocolAssumed(facts),
    ...meshFindings(facts),
    ...strategyFindings(facts),
  ];
  if (facts.thresholds.length === 0) return present([...findings, noAnalysis(facts)]);
  return present([
    ...findings,
    facts.assumed.prometheus && prometheusAssumed(facts),
    ...prometheusFindings(facts),
    ...hangingRequestsFindings(facts),
    ...latencyFindings(facts),
    ...analysisFindings(facts),
  ]);
}

function workloadAssumed({ service, namespace, workload }: CanaryFacts): Finding {
  return {
    code: 'SC0601',
    rule: 'workload-assumed',
    severity: Severity.WARNING,
    resource: resourceName('Deployment', namespace, workload.name),
    path: 'metadata.name',
    message: `Deployment '${service}' and Service '${service}' are assumed to exist, with pods labelled ${describeLabels(workload.labels)}`,
    fix: 'state workload: Workload.deployment(…) for one in this app, or Workload.named(…) for one elsewhere',
  };
}

function replicasAssumed(facts: CanaryFacts): Finding {
  return {
    ...onRollout(facts, 'spec.replicas'),
    code: 'SC0101',
    rule: 'replicas-assumed',
    severity: Severity.WARNING,
    message: `no replicas are stated, ${facts.replicas} assumed; the Rollout owns the number from its first revision on`,
    fix: 'state replicas: Replicas.fixed(n)',
  };
}

function startsWithOnePod(facts: CanaryFacts): Finding {
  return {
    ...onRollout(facts, 'spec.replicas'),
    code: 'SC0804',
    rule: 'starts-with-one-pod',
    severity: Severity.INFO,
    message: 'an autoscaler owns the replicas, and a Rollout that is new starts with one pod: the Deployment is scaled down as soon as that one is ready',
    fix: 'in the commit that migrates a running service state replicas: Replicas.fixed(n), as many as run now',
  };
}

function namespaceUnknown(facts: CanaryFacts): Finding {
  return {
    ...facts.hostPorts ? onVirtualService(facts, 'spec.hosts[0]') : onDestinationRule(facts, 'spec.host'),
    code: 'SC0201',
    rule: 'namespace-unknown',
    severity: Severity.INFO,
    message: `the chart has no namespace, so the host is written short, '${facts.host}', and read relative to wherever the bundle is applied`,
    fix: 'give the chart a namespace for a fully qualified host',
  };
}

function protocolAssumed(facts: CanaryFacts): Finding {
  return {
    ...onTemplate(facts, facts.templates[0], 'spec.metrics'),
    code: 'SC0403',
    rule: 'protocol-assumed',
    severity: Severity.WARNING,
    message: 'the protocol is not stated, HTTP assumed; for a gRPC service the query would find no requests and every release would be aborted',
    fix: 'state protocol: Protocol.HTTP or Protocol.GRPC',
  };
}

function prometheusAssumed(facts: CanaryFacts): Finding {
  return {
    ...onTemplate(facts, facts.templates[0], 'spec.metrics[0].provider.prometheus.address'),
    code: 'SC0303',
    rule: 'prometheus-assumed',
    severity: Severity.WARNING,
    message: `the address of Prometheus is not stated, '${facts.prometheus.address}' assumed; where nothing answers there, every release is aborted`,
    fix: 'state analysis: { prometheus: Prometheus.at(…) }',
  };
}

/** Where the route has no timeout, or somebody who shares the analysis may have none. */
function hangingRequestsFindings(facts: CanaryFacts): (Finding | false)[] {
  const counted = everyMeasured(facts.templates).some(({ threshold, dryRun }) => threshold._seesUnanswered && !dryRun);
  if (counted) return [];
  const blind = facts.templates.filter(({ scope, measured }) => !scope.timeout && measured.some(({ threshold }) => threshold._missesUnanswered));
  if (facts.timeout === undefined) return [blind.length > 0 && hangingRequestsUnseen(facts)];
  return blind.map((template) => hangingRequestsUncounted(facts, template));
}

function hangingRequestsUncounted(facts: CanaryFacts, template: MeasuredTemplate): Finding {
  return {
    ...onTemplate(facts, template, 'spec.metrics'),
    code: 'SC0404',
    rule: 'hanging-requests-unseen',
    severity: Severity.WARNING,
    message: `SharedAnalysis '${template.name}' is for canaries without a timeout, too: a request that hangs until this one's ends it is counted neither as good nor as bad`,
    fix: 'give every canary that uses it a timeout, and state timeouts: true there',
  };
}

function hangingRequestsUnseen(facts: CanaryFacts): Finding {
  return {
    ...onVirtualService(facts, 'spec.http[0].timeout'),
    code: 'SC0404',
    rule: 'hanging-requests-unseen',
    severity: Severity.WARNING,
    message: 'the route has no timeout: a request that hangs gets no response code and is counted neither as good nor as bad',
    fix: 'state timeout: Duration.seconds(n), above the slowest good answer, or add Threshold.abortRatio',
  };
}

function noAnalysis(facts: CanaryFacts): Finding {
  return {
    ...onRollout(facts, 'spec.strategy.canary'),
    code: 'SC0705',
    rule: 'no-analysis',
    severity: Severity.WARNING,
    message: 'there are no thresholds, so no analysis: a bad release is promoted unless a person stops it',
    fix: 'add Threshold.successRate(0.95)',
  };
}

function describeLabels(labels: { [key: string]: string }): string {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',');
}

function present(findings: (Finding | false)[]): Finding[] {
  return findings.filter((finding) => finding !== false);
}
