import { type KubeObject } from '../../e2e/harness/kube';
import { type Observation } from '../../e2e/harness/observer';
import { traceOf } from '../../e2e/recorder/trace';

function destinationRule(at: number, hash: string | undefined, change: Observation['change'] = 'MODIFIED'): Observation {
  const labels = { app: 'shop', ...hash === undefined ? {} : { 'rollouts-pod-template-hash': hash } };
  const object = { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'shop', resourceVersion: String(at) }, spec: { subsets: [{ name: 'canary', labels }] } };
  return { at, change, kind: 'DestinationRule', object: object as KubeObject };
}

test('a trace has what changed, and begins anew with the driver', () => {
  // WHEN
  const { initial, trace, final } = traceOf(
    [destinationRule(10, undefined, 'ADDED'), destinationRule(20, 'a'), destinationRule(1100, 'a'), destinationRule(1500.4, 'b')],
    [{ at: 1000, kind: 'Driver', name: 'act', changed: { action: 'release' } }],
    1000,
  );

  // THEN
  const subsets = (labels: object) => ({ subsets: { canary: labels } });
  expect(initial).toEqual([
    { t: 10, kind: 'DestinationRule', name: 'shop', type: 'ADDED', rv: '10', changed: subsets({ app: 'shop' }) },
    { t: 20, kind: 'DestinationRule', name: 'shop', type: 'MODIFIED', rv: '20', changed: subsets({ 'app': 'shop', 'rollouts-pod-template-hash': 'a' }) },
  ]);
  expect(trace).toEqual([
    { t: 0, kind: 'Driver', name: 'act', changed: { action: 'release' } },
    { t: 500, kind: 'DestinationRule', name: 'shop', type: 'MODIFIED', rv: '1500.4', changed: subsets({ 'app': 'shop', 'rollouts-pod-template-hash': 'b' }) },
  ]);
  expect(final).toEqual({ 'DestinationRule/shop': subsets({ 'app': 'shop', 'rollouts-pod-template-hash': 'b' }) });
});

test('a field that goes is null, and so is an object that is deleted', () => {
  // GIVEN
  const service = (at: number, change: Observation['change'], selector?: object): Observation => ({
    at, change, kind: 'Service', object: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' }, spec: { selector } } as KubeObject,
  });

  // WHEN
  const { trace, final } = traceOf([service(0, 'ADDED', { app: 'shop' }), service(1, 'MODIFIED'), service(2, 'DELETED')], [], 0);

  // THEN
  expect(trace.map(({ changed }) => changed)).toEqual([{ selector: { app: 'shop' } }, { selector: null }, null]);
  expect(final).toEqual({});
});
