import { App, Chart, Duration } from 'cdk8s';
import { Prometheus, Protocol, Replicas, Routing, SmartCanary, Step, Threshold, Workload } from 'cdk8s-smart-canary';

// A service whose Deployment comes from a Helm chart, and whose routes belong to the team that runs the gateway: only the canary is new.
const app = new App();
const chart = new Chart(app, 'checkout', { namespace: 'shop' });

new SmartCanary(chart, 'canary', {
  service: 'checkout',
  workload: Workload.named('checkout-app', { labels: { 'app.kubernetes.io/name': 'checkout', 'app.kubernetes.io/instance': 'prod' } }),
  protocol: Protocol.HTTP,
  replicas: Replicas.fixed(4),
  // Two destinations each, the subsets stable (100) and canary (0) of checkout.shop.svc.cluster.local; their timeout is 3 s.
  routing: Routing.existing(
    { virtualService: 'public', namespace: 'istio-ingress', routes: ['checkout', 'checkout-api'] },
    { virtualService: 'checkout-internal', routes: ['all'] },
  ),
  timeout: Duration.seconds(3),
  steps: [
    Step.weight(10), Step.pause(Duration.minutes(10)),
    Step.weight(50), Step.pause(Duration.minutes(10)),
    Step.weight(100), Step.pause(Duration.minutes(10)),
  ],
  thresholds: [Threshold.successRate(0.99)],
  analysis: { prometheus: Prometheus.at('http://prometheus-server.observability.svc.cluster.local') },
});

app.synth();
