import { allResourceSchemas } from '../../../src/schema/library';
import { unexplained } from '../../differential/comparison';
import { Differential } from '../../differential/differential';
import { MANIFESTS } from '../../differential/manifests';

let differential: Differential;

beforeAll(async () => {
  differential = await Differential.start('differential-long');
});

afterAll(() => differential?.stop());

test('the validator says of thousands of changed and generated manifests of all kinds what the API server says', async () => {
  // WHEN
  const spoilt = await differential.spoilt(MANIFESTS.long);

  // THEN
  expect(unexplained(spoilt)).toEqual([]);
  expect(spoilt.length).toBeGreaterThanOrEqual(3_000);
  expect(new Set(spoilt.map(({ candidate }) => candidate.kind))).toEqual(new Set(allResourceSchemas().map(({ kind }) => kind)));
  // A server that takes everything, or nothing, has not been asked.
  const refused = spoilt.filter(({ accepted }) => !accepted).length;
  expect(refused).toBeGreaterThan(spoilt.length / 3);
  expect(refused).toBeLessThan(spoilt.length * 2 / 3);
});
