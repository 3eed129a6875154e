import * as fc from 'fast-check';
import { type Mutation, mutationOf, mutationsOf } from './mutations';
import { OPERATORS } from './operators';
import { examples } from '../bundle/example';

const BUNDLE = [
  { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'shop', namespace: 'prod' }, spec: { replicas: 3, steps: [{ setWeight: 20 }, { pause: {} }] } },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop', labels: { 'app.kubernetes.io/name': 'shop' } }, spec: { headless: true, port: '80' } },
];

function named(description: string): Mutation {
  return mutationsOf(BUNDLE).find((mutation) => mutation.description === description)!;
}

test.each([
  ['drop', 'Rollout/shop: spec.steps[0].setWeight dropped', 0, { spec: { replicas: 3, steps: [{}, { pause: {} }] } }],
  ['drop', 'Rollout/shop: spec.steps[0] dropped', 0, { spec: { replicas: 3, steps: [{ pause: {} }] } }],
  ['misspell', 'Rollout/shop: spec.replicas misspelt as \'rpelicas\'', 0, { spec: { rpelicas: 3 } }],
  ['misspell', 'Service/shop: metadata.labels["app.kubernetes.io/name"] misspelt as \'ap.pkubernetes.io/name\'', 1, { metadata: { labels: { 'ap.pkubernetes.io/name': 'shop' } } }],
  ['unknown field', 'Rollout/shop: spec.steps[1].pause given the unknown field \'surprise\'', 0, { spec: { steps: [{}, { pause: { surprise: 'x' } }] } }],
  ['duplicate', 'Rollout/shop: spec.steps[0] put in twice', 0, { spec: { steps: [{ setWeight: 20 }, { pause: {} }, { setWeight: 20 }] } }],
  ['reverse', 'Rollout/shop: spec.steps turned round', 0, { spec: { steps: [{ pause: {} }, { setWeight: 20 }] } }],
  ['exchange', 'Rollout/shop: metadata had \'name\' and \'namespace\' exchanged', 0, { metadata: { name: 'prod', namespace: 'shop' } }],
  ['retag', 'Rollout/shop: spec.replicas 3 made "3"', 0, { spec: { replicas: '3' } }],
  ['retag', 'Service/shop: spec.headless true made "true"', 1, { spec: { headless: 'true' } }],
  ['retag', 'Service/shop: spec.port "80" made 80', 1, { spec: { port: 80 } }],
  ['wrong type', 'Rollout/shop: spec.steps [{"setWeight":20},{"pause":{}}] made "list"', 0, { spec: { steps: 'list' } }],
  ['null', 'Rollout/shop: spec.replicas 3 made null', 0, { spec: { replicas: null } }],
  ['empty', 'Rollout/shop: spec.steps [{"setWeight":20},{"pause":{}}] made []', 0, { spec: { steps: [] } }],
  ['out of range', 'Rollout/shop: spec.steps[0].setWeight 20 made 101', 0, { spec: { steps: [{ setWeight: 101 }, {}] } }],
  ['malformed', 'Service/shop: metadata.name "shop" made "Not_A_Name"', 1, { metadata: { name: 'Not_A_Name' } }],
])('%s: %s', (operator, description, index, expected) => {
  const mutation = named(description);
  expect(mutation.operator).toBe(operator);
  expect(mutation.objects()[index]).toMatchObject(expected);
});

test('an object may be left out', () => {
  expect(named('Rollout/shop: left out').objects()).toEqual([BUNDLE[1]]);
});

test('every mutation changes the bundle, says so in words of its own, and leaves the original alone', () => {
  // GIVEN
  const before = JSON.stringify(BUNDLE);
  const mutations = mutationsOf(BUNDLE);

  // THEN
  expect(mutations.filter(({ objects }) => JSON.stringify(objects()) === before)).toEqual([]);
  expect(new Set(mutations.map(({ description }) => description)).size).toBe(mutations.length);
  expect(JSON.stringify(BUNDLE)).toBe(before);
});

test('every operator finds something to spoil in the examples', () => {
  const used = new Set(examples().flatMap(({ bundle }) => mutationsOf(bundle)).map(({ operator }) => operator));
  expect([...used].sort()).toEqual([...OPERATORS.map(({ name }) => name), 'leave out'].sort());
});

test('a mutation shows by its description, and the seed decides which it is', () => {
  const sampled = () => fc.sample(mutationOf(BUNDLE), { numRuns: 20, seed: 7 });
  expect(sampled().map(({ description }) => description)).toEqual(sampled().map(({ description }) => description));
  expect(fc.stringify(sampled()[0])).toBe(sampled()[0].description);
});
