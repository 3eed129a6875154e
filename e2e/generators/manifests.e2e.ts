import * as fc from 'fast-check';
import { manifestOf } from './manifests';
import { ArgoOracle } from '../oracles/argo';
import { IstioOracle } from '../oracles/istio';
import { type KubeObject } from '../oracles/kube-object';

const ISTIO_KINDS = ['VirtualService', 'DestinationRule', 'Telemetry', 'Gateway', 'ServiceEntry', 'Sidecar', 'PeerAuthentication', 'AuthorizationPolicy'];
const ARGO_KINDS = ['Rollout', 'AnalysisTemplate', 'ClusterAnalysisTemplate'];

let argo: ArgoOracle;
let istio: IstioOracle;

beforeAll(async () => {
  argo = await ArgoOracle.start();
  istio = await IstioOracle.start();
});

afterAll(async () => Promise.all([argo.stop(), istio.stop()]));

test.each(ISTIO_KINDS)('every generated %s has the fields and types of the real one', async (kind) => {
  await fc.assert(fc.asyncProperty(manifestOf(kind), async (manifest) => {
    const [{ known, errors }] = await istio.validate([manifest], 'istioctl');
    expect(known).toBe(true);
    // Some durations are bare strings to the CRD, and `1d` is none to Istio.
    expect(errors.filter((error) => /^cannot parse proto message: (?!bad Duration)/.test(error))).toEqual([]);
  }));
});

test.each(ARGO_KINDS)('every generated %s has the types of the real one', async (kind) => {
  await fc.assert(fc.asyncProperty(manifestOf(kind), async (manifest) => {
    const { issues } = await argo.validate([manifest]);
    expect(issues.filter(({ stage }) => stage === 'decode')).toEqual([]);
  }));
});

test('no generated Rollout has a field that the real one has not', async () => {
  await fc.assert(fc.asyncProperty(manifestOf('Rollout'), async (manifest) => {
    const { messages } = await argo.lint([manifest]);
    expect(messages.filter((message) => message.includes('unknown field'))).toEqual([]);
  }));
});

test.each(['VirtualService', 'DestinationRule', 'Telemetry'])('some of the generated %ss are accepted and some are refused', async (kind) => {
  const manifests = fc.sample(manifestOf(kind), 500);
  const results = await istio.validate(manifests, 'webhook');
  const accepted = results.filter((result) => result.accepted).length;
  expect(accepted).toBeGreaterThan(10);
  expect(accepted).toBeLessThan(490);
});

test('generated manifests say everything that there is to be said', () => {
  const fields = new Set<string>();
  const collect = (value: unknown) => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) Object.entries(value).forEach(([field, child]) => { fields.add(field); collect(child); });
  };
  fc.sample(manifestOf('Rollout'), 1000).forEach((manifest: KubeObject) => collect(manifest));
  expect([...fields]).toEqual(expect.arrayContaining([
    'setWeight', 'pause', 'setCanaryScale', 'setHeaderRoute', 'setMirrorRoute', 'plugin', 'experiment', 'analysis', 'workloadRef', 'blueGreen', 'trafficRouting', 'destinationRule',
  ]));
});

test('fails for a kind that has no CRD', () => {
  expect(() => manifestOf('Deployment')).toThrow('\'kind\' must have a CRD, got Deployment; known are ');
});
