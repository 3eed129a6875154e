import { ApiObject, Chart, Duration } from 'cdk8s';
import * as plus28 from 'cdk8s-plus-28';
import * as plus33 from 'cdk8s-plus-33';
import { Protocol, Replicas, SmartCanary, Workload } from '../src';
import { manifestOf, manifests, messageOf, newCanary, newChart, newDeployment, podTemplate, THREE_WORDS } from './canary';

describe('Workload.deployment', () => {
  test('copies what a workloadRef does not: replicas, minReadySeconds and progressDeadlineSeconds', () => {
    const chart = newChart();
    newCanary({ workload: Workload.deployment(newDeployment(chart, { minReadySeconds: 10, progressDeadlineSeconds: 120 })) }, chart);
    expect(manifestOf(chart, 'Rollout').spec).toMatchObject({
      replicas: 4,
      minReadySeconds: 10,
      progressDeadlineSeconds: 120,
      selector: { matchLabels: { app: 'shop' } },
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' },
    });
    expect(manifestOf(chart, 'AnalysisTemplate').spec.metrics[0].initialDelay).toBe('1m45s');
  });

  test('selects pods everywhere by the Deployment\'s labels, whatever its name', () => {
    const chart = newChart();
    const selector = { matchLabels: { app: 'shop', tier: 'web' }, matchExpressions: [{ key: 'env', operator: 'Exists' }] };
    const template = { ...podTemplate([{ name: 'http', containerPort: 8080 }]), metadata: { labels: { ...selector.matchLabels, env: 'eu' } } };
    newCanary({ service: 'checkout', workload: Workload.deployment(newDeployment(chart, { selector, template })) }, chart);
    const labels = { app: 'shop', tier: 'web' };
    expect(manifestOf(chart, 'DestinationRule').spec.subsets).toEqual([{ name: 'canary', labels }, { name: 'stable', labels }]);
    expect(manifestOf(chart, 'Service', 'checkout-stable').spec.selector).toEqual(labels);
    expect(manifestOf(chart, 'Telemetry').spec.selector.matchLabels).toEqual(labels);
    expect(manifestOf(chart, 'Rollout').spec.selector).toEqual(selector);
  });

  test.each([['cdk8s-plus-28', plus28], ['cdk8s-plus-33', plus33]] as const)('takes a Deployment of %s', (_, kplus) => {
    const chart = newChart();
    const deployment = new (kplus as typeof plus28).Deployment(chart, 'deployment', {
      replicas: 2,
      minReady: Duration.seconds(3),
      containers: [{ image: 'shop', portNumber: 50051 }],
    });
    newCanary({ workload: Workload.deployment(deployment), protocol: Protocol.GRPC }, chart);
    const selector = { 'cdk8s.io/metadata.addr': expect.stringMatching(/^test-deployment-/) };
    expect(manifestOf(chart, 'Rollout').spec).toMatchObject({ replicas: 2, minReadySeconds: 3, selector: { matchLabels: selector }, workloadRef: { name: deployment.name } });
    expect(manifestOf(chart, 'Service', 'shop').spec).toEqual({ selector, ports: [{ name: 'grpc', port: 50051, targetPort: 50051 }] });
  });

  test('takes a construct of one\'s own whose default child is the Deployment', () => {
    class Backend extends Chart {
      constructor(scope: Chart) {
        super(scope, 'backend');
        this.node.defaultChild = newDeployment(this);
      }
    }
    const chart = newChart();
    expect(newCanary({ workload: Workload.deployment(new Backend(chart)) }, chart).deployment?.name).toBe('shop');
  });

  test('applies the Deployment before the Rollout even from a chart of its own', () => {
    const chart = newChart();
    const later = new Chart(chart.node.root as Chart, 'later');
    const canary = newCanary({ workload: Workload.deployment(newDeployment(later)) }, chart);
    expect(canary.rollout.node.dependencies).toContain(canary.deployment);
  });

  test('gives the Rollout the replicas that are stated for it', () => {
    const chart = newChart();
    newCanary({ workload: Workload.deployment(newDeployment(chart, { replicas: 0 })), replicas: Replicas.fixed(7) }, chart);
    expect(manifestOf(chart, 'Rollout').spec.replicas).toBe(7);
  });

  test('fails when nobody states replicas above 0', () => {
    const chart = newChart();
    const workload = Workload.deployment(newDeployment(chart, { replicas: 0 }));
    expect(messageOf(() => newCanary({ workload }, chart))).toBe(
      '\'replicas\' must be given, because Deployment \'shop\' has 0, got nothing; set replicas: Replicas.fixed(3) for the Rollout',
    );
  });

  test('fails on another kind of object', () => {
    const job = new ApiObject(newChart(), 'job', { apiVersion: 'batch/v1', kind: 'Job' });
    expect(messageOf(() => Workload.deployment(job))).toBe(
      'Workload.deployment must get a construct of an apps/v1 Deployment, got batch/v1 Job \'test/job\'; '
      + 'pass the Deployment itself, or use Workload.named for one that is not in this app',
    );
  });

  test('fails on a construct without an object', () => {
    expect(messageOf(() => Workload.deployment(newChart()))).toBe(
      'Workload.deployment must get a construct of an apps/v1 Deployment, got Chart \'test\', which has no API object of its own; '
      + 'pass the Deployment itself, or use Workload.named for one that is not in this app',
    );
  });

  test.each([
    ['no selector', undefined, '{}'],
    ['expressions only', { matchExpressions: [{ key: 'app', operator: 'Exists' }] }, '{"matchExpressions":[{"key":"app","operator":"Exists"}]}'],
  ])('fails on a Deployment with %s', (_, selector, got) => {
    const chart = newChart();
    const workload = Workload.deployment(newDeployment(chart, { selector }));
    expect(messageOf(() => newCanary({ workload }, chart))).toBe(
      `Deployment 'shop' must have labels in 'spec.selector.matchLabels', got ${got}; `
      + 'subsets and Services select its pods by them: add one',
    );
  });

  test('fails on a Deployment of another namespace', () => {
    const chart = newChart({ namespace: 'arch' });
    const elsewhere = new Chart(chart, 'elsewhere', { namespace: 'other' });
    const workload = Workload.deployment(newDeployment(elsewhere));
    expect(messageOf(() => newCanary({ workload }, chart))).toBe(
      'Deployment \'shop\' must be in the canary\'s namespace, got \'other\' and \'arch\'; a workloadRef reaches no other: put both into charts of one namespace',
    );
  });

  test('fails on a deadline that no pod can keep', () => {
    const chart = newChart();
    const workload = Workload.deployment(newDeployment(chart, { minReadySeconds: 30, progressDeadlineSeconds: 50 }));
    expect(messageOf(() => newCanary({ workload }, chart))).toBe(
      '\'progressDeadlineSeconds\' of Deployment \'shop\' must be above the pods\' start-up of 50 s (traffic.podStartup and minReadySeconds), got 50; '
      + 'every release would be aborted as stuck: raise it',
    );
  });

  test('fails on a Deployment that is not complete yet', () => {
    const chart = newChart();
    const deployment = new plus28.Deployment(chart, 'deployment', { metadata: { name: 'shop' } });
    expect(messageOf(() => newCanary({ workload: Workload.deployment(deployment) }, chart))).toMatch(
      /^Deployment 'shop' cannot be read yet; complete it before the SmartCanary is created: .*PodSpec must have at least 1 container/,
    );
  });

  test('renders the Deployment at synth once to judge it, once for its configuration, and once to write it', () => {
    const chart = newChart();
    const deployment = newDeployment(chart);
    newCanary({ workload: Workload.deployment(deployment) }, chart);
    const render = jest.spyOn(deployment, 'toJson');
    manifests(chart);
    expect(render).toHaveBeenCalledTimes(3);
  });

  test('fails at synth when the Deployment has changed since', () => {
    const chart = newChart();
    const deployment = new plus28.Deployment(chart, 'deployment', { metadata: { name: 'shop' }, containers: [{ image: 'shop', ports: [{ name: 'http', number: 80 }] }] });
    newCanary({ workload: Workload.deployment(deployment) }, chart);
    deployment.select(plus28.LabelSelector.of({ labels: { late: 'yes' } }));
    expect(messageOf(() => manifests(chart))).toContain(
      '[test/canary] Deployment \'shop\' must not change after its SmartCanary has read it, got other values of selector; create the SmartCanary last',
    );
  });
});

describe('Workload.named', () => {
  test('refers to a Deployment without making it', () => {
    const chart = newChart();
    newCanary({ workload: Workload.named('shop-v2.blue', { labels: { app: 'shop' } }) }, chart);
    expect(manifests(chart).map(({ kind }) => kind)).not.toContain('Deployment');
    expect(manifestOf(chart, 'Rollout').spec).toMatchObject({ workloadRef: { name: 'shop-v2.blue', scaleDown: 'progressively' }, selector: { matchLabels: { app: 'shop' } } });
  });

  test('fails on a name that is none', () => {
    expect(messageOf(() => Workload.named('Shop'))).toBe(
      '\'workload name\' must be a DNS name (a-z, 0-9, \'-\' and \'.\', a letter or digit at both ends, at most 253 characters), got \'Shop\'; try \'shop\'',
    );
  });

  test('fails on empty labels', () => {
    expect(messageOf(() => Workload.named('shop', { labels: {} }))).toBe('\'labels\' of workload \'shop\' must not be empty, got {}; give its spec.selector.matchLabels');
  });
});

describe('Workload.image', () => {
  test('makes the Deployment and the apex Service', () => {
    const chart = newChart();
    newCanary({ workload: Workload.image('ghcr.io/acme/shop:1.2', { port: 50051 }), protocol: Protocol.GRPC }, chart);
    const labels = { 'app.kubernetes.io/name': 'shop' };
    expect(manifestOf(chart, 'Deployment').spec).toEqual({
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'shop', image: 'ghcr.io/acme/shop:1.2', ports: [{ name: 'grpc', containerPort: 50051 }] }] } },
    });
    expect(manifestOf(chart, 'Service', 'shop').spec).toEqual({ selector: labels, ports: [{ name: 'grpc', port: 50051, targetPort: 50051 }] });
  });

  test('fails without a protocol, because a number tells none', () => {
    expect(messageOf(() => newCanary({ workload: Workload.image('shop', { port: 80 }) }))).toBe(
      '\'protocol\' must be given, because the ports of Deployment \'shop\' do not tell it, got 80 unnamed; set protocol: Protocol.HTTP, Protocol.GRPC or Protocol.TCP',
    );
  });

  test('fails on a blank image', () => {
    expect(messageOf(() => Workload.image(' ', { port: 80 }))).toBe('\'image\' must be the reference of a container image, got \' \'; for example \'ghcr.io/acme/rpc-server:1.2\'');
  });

  test.each([0, 65536, 1.5])('fails on port %d', (port) => {
    expect(messageOf(() => Workload.image('shop', { port }))).toBe(`'port' must be an integer between 1 and 65535, got ${port}; it is the port that the container listens on`);
  });
});

test('two canaries of one chart do not get in each other\'s way', () => {
  const chart = newChart();
  for (const service of ['shop', 'cart']) {
    new SmartCanary(chart, service, { ...THREE_WORDS, service, workload: Workload.image(service, { port: 80 }), protocol: Protocol.HTTP });
  }
  expect(manifests(chart).filter(({ kind }) => kind === 'Rollout').map(({ metadata }) => metadata.name)).toEqual(['shop', 'cart']);
});
