import { scaledBundle } from '../../e2e/bundle/scaled';
import { type KubeObject } from '../../e2e/harness/kube';

const PROMETHEUS = 'http://127.0.0.1:9090';

function scaled(object: object, factor = 60): object {
  return scaledBundle([object as KubeObject], { factor, prometheus: PROMETHEUS })[0];
}

function rollout(spec: object): object {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'shop' }, spec };
}

function template(spec: object): object {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', metadata: { name: 'shop' }, spec };
}

test('divides the pauses and delays of a Rollout and leaves everything else as it is', () => {
  // GIVEN
  const object = rollout({
    replicas: 3,
    minReadySeconds: 300,
    progressDeadlineSeconds: 600,
    strategy: {
      canary: {
        abortScaleDownDelaySeconds: 600,
        steps: [{ setWeight: 5 }, { pause: { duration: '10m' } }, { pause: { duration: 600 } }, { pause: {} }, { pause: { duration: '1h30m' } }],
      },
    },
  });

  // THEN
  expect(scaled(object)).toEqual(rollout({
    replicas: 3,
    minReadySeconds: 5,
    progressDeadlineSeconds: 600,
    strategy: {
      canary: {
        abortScaleDownDelaySeconds: 10,
        steps: [{ setWeight: 5 }, { pause: { duration: '10s' } }, { pause: { duration: '10s' } }, { pause: {} }, { pause: { duration: '90s' } }],
      },
    },
  }));
});

test('makes nothing shorter than two seconds, and what is shorter already no longer', () => {
  // GIVEN
  const object = rollout({ minReadySeconds: 1, strategy: { canary: { steps: [{ pause: { duration: '30s' } }, { pause: { duration: '1s' } }] } } });

  // THEN
  expect(scaled(object)).toEqual(rollout({ minReadySeconds: 1, strategy: { canary: { steps: [{ pause: { duration: '2s' } }, { pause: { duration: '1s' } }] } } }));
});

test('divides the times and windows of an analysis and replaces the address', () => {
  // GIVEN
  const object = template({
    metrics: [{
      name: 'success-rate',
      initialDelay: '1m40s',
      interval: '5m',
      failureLimit: 3,
      provider: { prometheus: { address: 'http://prometheus.example.com', timeout: 20, query: 'sum(rate(a[5m])) / max_over_time(b{path=~"[0-9]+"}[1h:1m])' } },
    }],
  });

  // THEN
  expect(scaled(object)).toEqual(template({
    metrics: [{
      name: 'success-rate',
      initialDelay: '2s',
      interval: '5s',
      failureLimit: 3,
      provider: { prometheus: { address: PROMETHEUS, timeout: 20, query: 'sum(rate(a[5s])) / max_over_time(b{path=~"[0-9]+"}[60s:2s])' } },
    }],
  }));
});

test('replaces the address where it is the default of an argument', () => {
  // GIVEN
  const object = template({
    args: [{ name: 'where', value: 'http://prometheus.example.com' }, { name: 'threshold', value: '0.95' }],
    metrics: [{ name: 'success-rate', provider: { prometheus: { address: '{{args.where}}', query: 'a' } } }],
  });

  // THEN
  expect(scaled(object)).toEqual(template({
    args: [{ name: 'where', value: PROMETHEUS }, { name: 'threshold', value: '0.95' }],
    metrics: [{ name: 'success-rate', provider: { prometheus: { address: '{{args.where}}', query: 'a' } } }],
  }));
});

test('leaves the times of other kinds alone', () => {
  // GIVEN
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'shop' }, spec: { minReadySeconds: 300 } };
  const destinationRule = { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'shop' }, spec: { trafficPolicy: { outlierDetection: { interval: '5m' } } } };

  // THEN
  expect(scaled(deployment)).toEqual(deployment);
  expect(scaled(destinationRule)).toEqual(destinationRule);
});

test('changes nothing of a bundle by the factor one but the address', () => {
  // GIVEN
  const object = template({ metrics: [{ name: 'a', interval: '60s', provider: { prometheus: { address: 'http://prometheus.example.com', query: 'rate(a[5m])' } } }] });

  // THEN
  expect(scaled(object, 1)).toEqual(template({ metrics: [{ name: 'a', interval: '60s', provider: { prometheus: { address: PROMETHEUS, query: 'rate(a[300s])' } } }] }));
});
