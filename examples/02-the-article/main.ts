import { ApiObject, App, Chart, Duration, JsonPatch } from 'cdk8s';
import { AnalysisArg, Apex, HandOver, HashLabel, Prometheus, Protocol, Replicas, SmartCanary, Step, Threshold, Workload } from 'cdk8s-smart-canary';

// The bundle of the article "Smart Canary Deployments", object by object. It is here to be read, not to be copied: its guard can never fire
// (README, "What the article's bundle does"). What no option expresses is set as a patch, each with its reason.
const app = new App();
const chart = new Chart(app, 'rpc-server');
const labels = { 'app.kubernetes.io/name': 'rpc-server' };

const deployment = new ApiObject(chart, 'deployment', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'rpc-server' },
  spec: {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'rpc-server', image: 'rpc-server' }] } },
  },
});

const canary = new SmartCanary(chart, 'canary', {
  service: 'rpc-server',
  workload: Workload.deployment(deployment),
  handOver: HandOver.FRESH,
  apex: Apex.EXISTING,
  protocol: Protocol.GRPC,
  replicas: Replicas.fixed(3),
  steps: [Step.weight(20), Step.pause(), Step.weight(50), Step.pause(Duration.seconds(30)), Step.weight(100)],
  thresholds: [Threshold.query('success-rate', {
    query: [
      'sum(irate(istio_requests_total{reporter="destination",destination_service_name="{{args.service_name}}",response_code!~"5.*"}[5m])) / ',
      'sum(irate(istio_requests_total{reporter="destination",destination_service_name="{{args.service_name}}"}[5m]))',
      '',
    ].join('\n'),
    min: 0.95,
    args: { service_name: AnalysisArg.value('rpc-server') },
  })],
  hashLabel: HashLabel.none(),
  analysis: {
    prometheus: Prometheus.at('http://prometheus-server.observability.svc.cluster.local'),
    clusterScope: true,
    startingStep: 2,
    initialDelay: Duration.seconds(0),
    interval: Duration.minutes(5),
    failureLimit: 3,
  },
  abortScaleDownDelay: Duration.minutes(10),
  // Its query, its condition and what both come to fail the synth, as they should: SC0401, SC0501 and SC0701 in docs/rules.md.
  accept: [
    { code: 'SC0401', reason: 'the article asks for both versions together, and this is its bundle' },
    { code: 'SC0501', reason: 'the article judges result[0] without asking whether there is one' },
    { code: 'SC0701', reason: 'the guard of the article cannot fire, which is what this example shows' },
  ],
});

// The article's template is shared by all services, so it has a name of its own …
canary.analysisTemplate!.addJsonPatch(JsonPatch.replace('/metadata/name', 'success-rate'));
canary.rollout.addJsonPatch(JsonPatch.replace('/spec/strategy/canary/analysis/templates/0/templateName', 'success-rate'));
// … and takes address and threshold as arguments with defaults.
canary.analysisTemplate!.addJsonPatch(
  JsonPatch.add('/spec/args/-', { name: 'prometheus_address', value: 'http://prometheus-server.observability.svc.cluster.local' }),
  JsonPatch.add('/spec/args/-', { name: 'success_rate_threshold', value: '0.95' }),
  JsonPatch.replace('/spec/metrics/0/provider/prometheus/address', '{{args.prometheus_address}}'),
  // No guard against an empty answer: `result[0]` of nothing is an error.
  JsonPatch.replace('/spec/metrics/0/successCondition', 'result[0] >= {{args.success_rate_threshold}}'),
);

// No object of the article has a namespace, but one host names it.
canary.destinationRule?.addJsonPatch(JsonPatch.replace('/spec/host', 'rpc-server.arch.svc.cluster.local'));

// Neither a stable Service nor a deadline: a canary whose pods do not become ready is never aborted.
canary.node.tryRemoveChild('StableService');
canary.rollout.addJsonPatch(
  JsonPatch.remove('/spec/strategy/canary/stableService'),
  JsonPatch.remove('/spec/progressDeadlineSeconds'),
  JsonPatch.remove('/spec/progressDeadlineAbort'),
);

app.synth();
