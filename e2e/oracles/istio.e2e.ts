import { type IstioMode, IstioOracle } from './istio';

let istio: IstioOracle;

beforeAll(async () => { istio = await IstioOracle.start(); });

afterAll(async () => istio.stop());

function virtualService(spec: object, metadata: object = {}) {
  return { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'shop', namespace: 'shop', ...metadata }, spec };
}

const ROUTE = { route: [{ destination: { host: 'shop' } }] };
const GOOD = virtualService({ hosts: ['shop'], http: [ROUTE] });

test('the oracle is the Istio that its README tells of', async () => {
  expect(await istio.versions()).toMatchObject({
    'istio.io/istio': 'v0.0.0-20260827124520-eed52ebb66ad', 'istio.io/api': 'v1.31.0-rc.0.0.20260824154656-b943409680a7',
  });
});

test.each<IstioMode>(['webhook', 'istioctl'])('a good VirtualService is accepted in any version by the %s', async (mode) => {
  const results = await istio.validate(['v1', 'v1beta1', 'v1alpha3'].map((version) => ({ ...GOOD, apiVersion: `networking.istio.io/${version}` })), mode);
  expect(results).toEqual(Array(3).fill({ kind: 'VirtualService', name: 'shop', known: true, accepted: true, errors: [], warnings: [] }));
});

test('a typo below spec passes the webhook and not istioctl, one beside spec passes neither', async () => {
  const below = virtualService({ hosts: ['shop'], http: [{ ...ROUTE, timeoutt: '1s' }] });
  const beside = { ...GOOD, specc: {} };
  expect(await istio.validate([below], 'webhook')).toMatchObject([{ accepted: true }]);
  expect(await istio.validate([below], 'istioctl')).toMatchObject([{ accepted: false, errors: [expect.stringMatching(/unknown field "timeoutt" in .*HTTPRoute/)] }]);
  for (const mode of ['webhook', 'istioctl'] as const) expect(await istio.validate([beside], mode)).toMatchObject([{ accepted: false, errors: ['unknown field "specc"'] }]);
});

test('every finding is told, and warnings apart from errors', async () => {
  const routes = [{ ...ROUTE, timeout: '0s' }, ROUTE, { match: [{ uri: { prefix: '/x' } }], ...ROUTE }];
  const [{ accepted, errors, warnings }] = await istio.validate([virtualService({ hosts: ['Not_A_Host'], http: routes })], 'webhook');
  expect(accepted).toBe(false);
  expect(errors).toEqual(expect.arrayContaining([expect.stringContaining('Not_A_Host'), expect.stringContaining('duration must be greater than 1ms')]));
  expect(warnings).toEqual(expect.arrayContaining([expect.stringMatching(/^VirtualServiceUnreachableRule: /)]));
});

test('an object of another kind is unknown and not accepted', async () => {
  expect(await istio.validate([{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' } }], 'istioctl')).toMatchObject([{ known: false, accepted: false }]);
});

test('fails with a mode that no program has', async () => {
  await expect(istio.validate([GOOD], 'analyze' as IstioMode)).rejects.toThrow('\'mode\' must be webhook or istioctl, got "analyze"');
});
