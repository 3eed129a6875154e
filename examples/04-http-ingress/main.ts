import { Chart, Duration } from 'cdk8s';
import { App, LoadBalancer, Prometheus, Protocol, Replicas, SmartCanary, Step, StringMatch, Threshold, Workload } from 'cdk8s-smart-canary';

// A shop that customers reach through an ingress gateway. Testers come first, by a header; then customers, few at a time.
const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

new SmartCanary(chart, 'canary', {
  service: 'shop',
  workload: Workload.image('ghcr.io/acme/shop:3.4.0', { port: 8080 }),
  protocol: Protocol.HTTP,
  replicas: Replicas.fixed(6),
  gateways: ['istio-ingress/public'],
  hosts: ['shop.example.com'],
  timeout: Duration.seconds(2),
  retries: { attempts: 1, perTryTimeout: Duration.seconds(1), retryOn: ['connect-failure', 'refused-stream'] },
  trafficPolicy: { loadBalancer: LoadBalancer.leastRequest() },
  steps: [
    // One pod, and nobody but testers on it, until somebody promotes.
    Step.canaryScale({ replicas: 1 }),
    Step.headerRoute('testers', [{ headerName: 'x-shop-tester', headerValue: StringMatch.exact('yes') }]),
    Step.pause(),
    // From here on the pods follow the weight, and the analysis runs.
    Step.weight(10),
    Step.canaryScale({ matchTrafficWeight: true }),
    Step.removeHeaderRoute('testers'),
    Step.pause(Duration.minutes(10)),
    Step.weight(50),
    Step.pause(Duration.minutes(10)),
    Step.weight(100),
    Step.pause(Duration.minutes(10)),
  ],
  thresholds: [
    Threshold.successRate(0.995),
    // 500 ms is an edge of Istio's histogram, so the answer is exact.
    Threshold.latency({ percentile: 99, max: Duration.millis(500) }),
    Threshold.requestVolume({ min: 1 }),
  ],
  analysis: { prometheus: Prometheus.at('http://prometheus-server.observability.svc.cluster.local') },
});

app.synth();
