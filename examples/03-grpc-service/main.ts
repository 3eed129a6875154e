import { Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { App, Prometheus, Protocol, SmartCanary, Step, Threshold, Workload } from 'cdk8s-smart-canary';

// The article's service as it would really be deployed: the Deployment is described as ever, and one construct takes it over.
const PORT = 50051;

const app = new App();
const chart = new Chart(app, 'rpc-server', {
  namespace: 'arch',
  labels: { 'app.kubernetes.io/part-of': 'arch', 'app.kubernetes.io/managed-by': 'cdk8s' },
});

const config = new kplus.ConfigMap(chart, 'config', {
  metadata: { name: 'rpc-server' },
  // Strings that a YAML 1.1 reader would take for a boolean and three numbers, were they not quoted.
  data: { TRACING: 'on', FEATURE_MASK: '0x1F', MAX_QUEUE: '1e3', QUIET_HOURS_FROM: '22:22' },
});
// The value is kept out of Git: something else in the cluster makes this Secret.
const database = kplus.Secret.fromSecretName(chart, 'database', 'rpc-server-database');
const account = new kplus.ServiceAccount(chart, 'account', { metadata: { name: 'rpc-server' }, automountToken: false });

const deployment = new kplus.Deployment(chart, 'deployment', {
  metadata: { name: 'rpc-server' },
  replicas: 3,
  minReady: Duration.seconds(5),
  progressDeadline: Duration.minutes(5),
  serviceAccount: account,
  automountServiceAccountToken: false,
  podMetadata: { labels: { 'app.kubernetes.io/name': 'rpc-server' } },
  select: false,
  securityContext: { ensureNonRoot: true, user: 10001, group: 10001, fsGroup: 10001 },
  containers: [{
    name: 'rpc-server',
    image: 'ghcr.io/acme/rpc-server:1.2.0',
    ports: [{ name: 'grpc', number: PORT }],
    envFrom: [new kplus.EnvFrom(config)],
    envVariables: { DATABASE_URL: kplus.EnvValue.fromSecretValue({ secret: database, key: 'url' }) },
    readiness: kplus.Probe.fromTcpSocket({ port: PORT, periodSeconds: Duration.seconds(5) }),
    liveness: kplus.Probe.fromTcpSocket({ port: PORT, initialDelaySeconds: Duration.seconds(20) }),
    resources: {
      cpu: { request: kplus.Cpu.millis(250), limit: kplus.Cpu.units(1) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
    },
    securityContext: { ensureNonRoot: true, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
  }],
});
deployment.select(kplus.LabelSelector.of({ labels: { 'app.kubernetes.io/name': 'rpc-server' } }));

new kplus.Service(chart, 'service', {
  metadata: { name: 'rpc-server' },
  selector: deployment.toPodSelector(),
  ports: [{ name: 'grpc', port: PORT, targetPort: PORT }],
});

new SmartCanary(chart, 'canary', {
  service: 'rpc-server',
  workload: Workload.deployment(deployment),
  protocol: Protocol.GRPC,
  timeout: Duration.seconds(10),
  steps: [
    Step.weight(5), Step.pause(Duration.minutes(10)),
    Step.weight(25), Step.pause(Duration.minutes(10)),
    Step.weight(50), Step.pause(Duration.minutes(10)),
    Step.weight(100), Step.pause(Duration.minutes(10)),
  ],
  thresholds: [Threshold.successRate(0.99)],
  analysis: { prometheus: Prometheus.at('http://prometheus-server.observability.svc.cluster.local') },
});

app.synth();
