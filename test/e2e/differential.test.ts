import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differenceOf, libraryAnswer, serverAnswer } from '../../e2e/differential/answer';
import { type Candidate } from '../../e2e/differential/candidates';
import { explanationOf } from '../../e2e/differential/comparison';
import { Dice } from '../../e2e/differential/dice';
import { KNOWN_DIFFERENCES } from '../../e2e/differential/known-differences';
import { sample } from '../../e2e/differential/sample';
import { checkObject } from '../../src/schema/check-object';

const REFUSED = { accepted: false, status: 422, warnings: [] };

function candidate(kind: string, operator: string, index: number): Candidate {
  return { kind, operator, description: `${kind} ${operator} ${index}`, object: () => ({}) };
}

test('causes are told by field and reason, once each and in order', () => {
  const causes = [
    { field: 'spec.b', reason: 'FieldValueInvalid', message: 'Invalid value: 1: too small' },
    { field: 'spec.a', reason: 'FieldValueRequired', message: 'Required value' },
    { field: 'spec.b', reason: 'FieldValueInvalid', message: 'Invalid value: 1: and odd' },
    { field: '<nil>', reason: 'FieldValueInvalid', message: 'Invalid value: "": "spec.c" must validate one and only one schema (oneOf). Found none valid' },
    { field: '<nil>', reason: 'FieldValueInvalid', message: 'Invalid value: null: some validation rules were not checked because the object was invalid' },
  ];
  expect(serverAnswer({ ...REFUSED, causes })).toEqual(['spec.a FieldValueRequired', 'spec.b FieldValueInvalid', 'spec.c FieldValueInvalid']);
});

test.each([
  ['unknown fields', 400, 'strict decoding error: unknown field "spec.x", unknown field "spec.a"', ['spec.a is unknown', 'spec.x is unknown']],
  ['a value that cannot be decoded', 400, 'Service in version "v1" cannot be handled as a Service: json: cannot unmarshal string into Go struct field ServiceSpec.spec.ports of type []v1.ServicePort',
    ['cannot be decoded: json: cannot unmarshal string into Go struct field ServiceSpec.spec.ports']],
  ['a kind that is not known', 404, 'no matches for kind "Thing" in version "v1"', ['unknown kind']],
  ['anything else', 403, 'pods "a" is forbidden', ['403 pods "a" is forbidden']],
])('%s: what the server says of it', (_, status, message, expected) => {
  expect(serverAnswer({ ...REFUSED, status, message, causes: [] })).toEqual(expected);
});

test('an object that is taken has no lines', () => {
  expect(serverAnswer({ accepted: true, status: 201, causes: [], warnings: [] })).toEqual([]);
});

test('of the library those of the first stage count, as the server stops there', () => {
  // GIVEN
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'A_b' }, spec: { portz: [] } };

  // THEN
  expect(libraryAnswer(checkObject(service))).toEqual(['spec.portz is unknown']);
  expect(libraryAnswer(checkObject({ ...service, spec: {} }))).toEqual(['metadata.name FieldValueInvalid', 'spec.ports FieldValueRequired']);
  expect(libraryAnswer(undefined)).toEqual(['unknown kind']);
});

test('a difference is told by who says what the other does not', () => {
  expect(differenceOf(['a', 'b'], ['b', 'c'])).toEqual(['server: a', 'library: c']);
  expect(differenceOf(['cannot be decoded: a'], ['cannot be decoded: b', 'cannot be decoded: a'])).toEqual([]);
  expect(differenceOf(['cannot be decoded: a'], ['cannot be decoded: b'])).toEqual(['server: cannot be decoded: a', 'library: cannot be decoded: b']);
});

test('a sample has something of each kind and operator, the same for the same seed', () => {
  // GIVEN
  const many = Array.from({ length: 50 }, (_, index) => candidate('Rollout', 'drop', index));
  const few = [candidate('Service', 'drop', 0), candidate('Service', 'null', 0)];

  // WHEN
  const chosen = sample([...many, ...few], 5, 'seed');

  // THEN
  expect(chosen).toHaveLength(5);
  expect(chosen).toEqual(expect.arrayContaining(few));
  expect(sample([...few, ...many].reverse(), 5, 'seed')).toEqual(chosen);
  expect(sample([...many, ...few], 5, 'another')).not.toEqual(chosen);
  expect(sample(few, 5, 'seed')).toHaveLength(2);
});

test('what is not sampled any more makes place for nothing but itself', () => {
  const many = Array.from({ length: 50 }, (_, index) => candidate('Rollout', 'drop', index));
  const [first, ...others] = sample(many, 10, 'seed');
  expect(sample(many.filter((one) => one !== first), 9, 'seed')).toEqual(others);
});

test('dice fall the same way each time, on all sides', () => {
  const throws = (seed: string) => { const dice = new Dice(seed); return Array.from({ length: 60 }, () => dice.pick([1, 2, 3, 4, 5, 6])); };
  expect(throws('a')).toEqual(throws('a'));
  expect(throws('a')).not.toEqual(throws('b'));
  expect(new Set(throws('a'))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});

test('no difference is listed twice, and the document has each', () => {
  // GIVEN
  const reasons = KNOWN_DIFFERENCES.map(({ reason }) => reason);
  const document = readFileSync(join(__dirname, '..', '..', 'docs', 'fidelity.md'), 'utf-8');
  const [, section] = document.split(/<!-- api-server: (?:begin|end) -->/);

  // THEN
  expect(new Set(reasons).size).toBe(reasons.length);
  expect([...section.matchAll(/^- (.+) \([\d,]+\)$/gm)].map(([, reason]) => reason)).toEqual(reasons);
});

test('a mistake in a field of every bundle is explained by nothing', () => {
  const lines = [
    'Deployment server: spec.replicas FieldValueInvalid',
    'Deployment library: spec.template.spec.containers[0].image FieldValueRequired',
    'Service server: spec.selector FieldValueInvalid',
    'Rollout library: spec.strategy.canary.steps[0].setWeight FieldValueInvalid',
    'Rollout server: 500 panic',
    'Service library: spec.ports FieldValueRequired',
    'Pod library: spec.containers FieldValueRequired',
  ];
  expect(lines.filter((line) => explanationOf(line, lines) !== undefined)).toEqual([]);
});

test('what a server does not look at any more is explained by what it stopped at, and only then', () => {
  const [stopped, further] = ['Service server: spec.ipFamilies[0] FieldValueInvalid', 'Service library: spec.ports FieldValueRequired'];
  expect(explanationOf(further, [stopped, further])).toBe(explanationOf(stopped, [stopped]));
  expect(explanationOf(further, [further])).toBeUndefined();
});
