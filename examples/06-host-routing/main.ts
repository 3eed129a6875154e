import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { HandOver, Prometheus, Protocol, Replicas, Routing, SmartCanary, Step, Threshold, Workload } from 'cdk8s-smart-canary';

// A new service whose pods are dear: an autoscaler owns their number, and stable pods go as the canary takes over.
// Requests are split between two Services, for callers and policies that know Services and not subsets.
const PORT = 8080;
const LABELS = { 'app.kubernetes.io/name': 'search' };

const app = new App();
const chart = new Chart(app, 'search', { namespace: 'search' });

const deployment = new kplus.Deployment(chart, 'deployment', {
  metadata: { name: 'search' },
  podMetadata: { labels: LABELS },
  select: false,
  securityContext: { ensureNonRoot: true, user: 10001, group: 10001 },
  containers: [{
    name: 'search',
    image: 'ghcr.io/acme/search:0.9.0',
    ports: [{ name: 'http', number: PORT }],
    readiness: kplus.Probe.fromHttpGet('/ready', { port: PORT }),
    resources: { cpu: { request: kplus.Cpu.units(2), limit: kplus.Cpu.units(4) } },
    securityContext: { ensureNonRoot: true, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
  }],
});
deployment.select(kplus.LabelSelector.of({ labels: LABELS }));

const canary = new SmartCanary(chart, 'canary', {
  service: 'search',
  workload: Workload.deployment(deployment),
  // There are no pods yet that would have to be kept.
  handOver: HandOver.FRESH,
  protocol: Protocol.HTTP,
  replicas: Replicas.external(4),
  dynamicStableScale: true,
  routing: Routing.hosts(),
  timeout: Duration.seconds(5),
  steps: [
    Step.weight(25), Step.pause(Duration.minutes(10)),
    Step.weight(50), Step.pause(Duration.minutes(10)),
    Step.weight(100), Step.pause(Duration.minutes(10)),
  ],
  thresholds: [Threshold.successRate(0.99), Threshold.latency({ percentile: 95, max: Duration.millis(1000) })],
  analysis: { prometheus: Prometheus.at('http://prometheus-server.observability.svc.cluster.local') },
});

// It scales the Rollout: the Deployment has no pods of its own any more.
new kplus.k8s.KubeHorizontalPodAutoscalerV2(chart, 'autoscaler', {
  metadata: { name: 'search' },
  spec: {
    scaleTargetRef: { apiVersion: canary.rollout.apiVersion, kind: canary.rollout.kind, name: canary.rollout.name },
    minReplicas: 4,
    maxReplicas: 20,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }],
  },
});

app.synth();
