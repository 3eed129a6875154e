import { Chart, Duration } from 'cdk8s';
import {
  AnalysisArg, App, Prometheus, Protocol, Replicas, SecretKey, SharedAnalysis, SmartCanary, Step, Threshold, Workload,
} from 'cdk8s-smart-canary';

// One team says how releases are judged, in a chart of its own; three services say only what is different about them.
const app = new App();

const platform = new Chart(app, 'platform');
const requests = new SharedAnalysis(platform, 'requests', {
  name: 'http-requests',
  protocol: Protocol.HTTP,
  timeouts: true,
  thresholds: [
    Threshold.successRate(0.99),
    Threshold.latency({ percentile: 99, max: Duration.millis(1000) }),
    // As Threshold.restarts, but each team says for itself how many it tolerates, and old ones are forgiven.
    Threshold.query('restarts', {
      query: 'sum(changes(kube_pod_container_status_restarts_total{namespace="{{args.namespace}}", pod=~"{{args.rollout}}-{{args.canary-hash}}-.+"}[5m]))',
      successCondition: 'len(result) > 0 && result[0] <= {{args.max-restarts}}',
      args: { 'max-restarts': AnalysisArg.value('0') },
    }),
  ],
  prometheus: Prometheus.at('https://prometheus.observability.example.com', { bearerToken: SecretKey.of('prometheus-reader', 'token') }),
});

/** A service of its own team, and how often its pods may restart in five minutes, where that is no sign of a fault. */
function addService(name: string, replicas: number, maxRestarts?: number): void {
  const chart = new Chart(app, name, { namespace: name });
  new SmartCanary(chart, 'canary', {
    service: name,
    workload: Workload.named(name),
    protocol: Protocol.HTTP,
    replicas: Replicas.fixed(replicas),
    timeout: Duration.seconds(3),
    steps: [
      Step.weight(10), Step.pause(Duration.minutes(10)),
      Step.weight(50), Step.pause(Duration.minutes(10)),
      Step.weight(100), Step.pause(Duration.minutes(10)),
    ],
    thresholds: [],
    analysis: { templates: [requests], args: maxRestarts === undefined ? {} : { 'max-restarts': AnalysisArg.value(`${maxRestarts}`) } },
  });
}

addService('cart', 6);
addService('catalog', 10);
// Each of its pods restarts once, when it has fetched its keys.
addService('payment', 4, 4);

app.synth();
