import { type Example, exampleNames, namespacesOf, readExample } from '../../bundle/example';
import { Cluster } from '../../harness/cluster';
import { type Answer, type KubeObject } from '../../harness/kube';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start({ name: 'admission', controllers: false });
});

afterAll(() => cluster?.stop());

async function applyEach(objects: readonly KubeObject[], { namespace }: Example): Promise<string[]> {
  const answers: string[] = [];
  for (const object of objects) answers.push(described(object, await cluster.kube.apply(object, { namespace })));
  return answers;
}

function described({ kind, metadata }: KubeObject, { status, body }: Answer): string {
  return status < 300 ? `${kind}/${metadata.name}: ${status}` : `${kind}/${metadata.name}: ${status} ${(body as { message: string }).message}`;
}

function namespaceObjects(example: Example): KubeObject[] {
  return namespacesOf(example).map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}

/** The same bundle with the next image, as the next commit would have it. */
function withNextImage({ bundle }: Example): KubeObject[] {
  return JSON.parse(JSON.stringify(bundle).replaceAll(/"image":"([^":]+)(:[^"]*)?"/g, '"image":"$1:next"'));
}

test.each(exampleNames())('the API server admits all of %s as it is, and then its next version', async (name) => {
  // GIVEN
  const example = readExample(name);
  await applyEach(namespaceObjects(example), example);
  const assumed = await applyEach(example.assumed, example);

  // WHEN
  const created = await applyEach(example.bundle, example);
  const updated = await applyEach(withNextImage(example), example);

  // THEN
  // Two examples may assume the same.
  expect(assumed.filter((answer) => !/: 20[01]$/.test(answer))).toEqual([]);
  expect(created).toEqual(example.bundle.map(({ kind, metadata }) => `${kind}/${metadata.name}: 201`));
  expect(updated).toEqual(example.bundle.map(({ kind, metadata }) => `${kind}/${metadata.name}: 200`));
});

test.each([
  ['a field that the schema does not know', { steps: [], stepz: [] }, '.spec.strategy.canary.stepz: field not declared in schema'],
  ['a value of the wrong type', { steps: [{ setWeight: 'much' }] }, '.spec.strategy.canary.steps[0].setWeight: expected numeric (int or float), got string'],
])('fails where a Rollout has %s', async (_, canary, message) => {
  // GIVEN
  const rollout: KubeObject & { spec: object } = {
    apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'wrong' }, spec: { strategy: { canary } },
  };

  // WHEN
  const answer = await cluster.kube.apply(rollout, { namespace: 'default', dryRun: true });

  // THEN
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect((answer.body as { message: string }).message).toContain(message);
});
