import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { ApiServer } from './api-server';

const ROLLOUT = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'shop', namespace: 'shop' }, spec: { stepz: 1 } };
const TEMPLATE = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ClusterAnalysisTemplate', metadata: { name: 'shop' }, spec: {} };

/** Answers in the form of a real server, to what is asked in the form that a real server wants. */
let server: Server;
let asked: { method?: string; url?: string; authorization?: string; body: string }[];
let answer: { status: number; body: object; warning?: string };

beforeEach(async () => {
  asked = [];
  answer = { status: 201, body: { kind: 'Rollout' } };
  server = createServer((incoming, outgoing) => void respond(incoming).then(({ status, body, warning }) => {
    if (warning) outgoing.setHeader('Warning', warning);
    outgoing.writeHead(status).end(JSON.stringify(body));
  }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => new Promise((resolve) => server.close(resolve)));

async function respond(incoming: IncomingMessage): Promise<typeof answer> {
  let body = '';
  for await (const chunk of incoming) body += String(chunk);
  const { method, url, headers: { authorization } } = incoming;
  asked.push({ method, url, authorization, body });
  if (method !== 'GET') return answer;
  const resources = [
    { name: 'rollouts', kind: 'Rollout', namespaced: true },
    { name: 'rollouts/status', kind: 'Rollout', namespaced: true },
    { name: 'clusteranalysistemplates', kind: 'ClusterAnalysisTemplate', namespaced: false },
  ];
  return url === '/apis/argoproj.io/v1alpha1' ? { status: 200, body: { resources } } : { status: 404, body: { message: 'the server could not find the requested resource' } };
}

function apiServer(): ApiServer {
  return new ApiServer({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'secret' });
}

test('an object goes to its kind and namespace as it is, and nothing is written', async () => {
  expect(await apiServer().dryRun(ROLLOUT)).toEqual({ accepted: true, status: 201, causes: [], warnings: [] });
  expect(asked[1]).toEqual({
    method: 'POST',
    url: '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts?dryRun=All&fieldValidation=Strict',
    authorization: 'Bearer secret',
    body: JSON.stringify(ROLLOUT),
  });
});

test('an object without a namespace goes to the default one, and one that belongs to the cluster to none', async () => {
  const api = apiServer();
  await api.dryRun({ ...ROLLOUT, metadata: { name: 'shop' } });
  await api.dryRun(TEMPLATE);
  expect(asked.filter(({ method }) => method === 'POST').map(({ url }) => url!.split('?')[0])).toEqual([
    '/apis/argoproj.io/v1alpha1/namespaces/default/rollouts', '/apis/argoproj.io/v1alpha1/clusteranalysistemplates',
  ]);
  expect(asked.filter(({ method }) => method === 'GET')).toHaveLength(1);
});

test('a refusal has status, message and causes', async () => {
  const cause = { reason: 'FieldValueInvalid', message: 'Invalid value: "string"', field: 'spec.replicas' };
  answer = { status: 422, body: { kind: 'Status', message: 'Rollout "shop" is invalid', details: { causes: [cause] } } };
  expect(await apiServer().dryRun(ROLLOUT)).toEqual({ accepted: false, status: 422, message: 'Rollout "shop" is invalid', causes: [cause], warnings: [] });
});

test('warnings are told, quotes within them too', async () => {
  answer = { status: 201, body: {}, warning: '299 - "use \\"v1\\"", 299 - "second"' };
  expect(await apiServer().dryRun(ROLLOUT)).toMatchObject({ accepted: true, warnings: ['use "v1"', 'second'] });
});

test.each([['Rolloutt', 'argoproj.io/v1alpha1'], ['Rollout', 'argoproj.io/v9']])('a kind that the server does not have is a refusal: %s in %s', async (kind, apiVersion) => {
  expect(await apiServer().dryRun({ ...ROLLOUT, kind, apiVersion })).toMatchObject({
    accepted: false, status: 404, message: `no matches for kind "${kind}" in version "${apiVersion}"`,
  });
});

test('fails when there is no server', async () => {
  await expect(new ApiServer({ url: 'http://127.0.0.1:9', token: '' }).dryRun(ROLLOUT)).rejects.toThrow('ECONNREFUSED');
});
