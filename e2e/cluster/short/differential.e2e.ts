import { explanationOf, unexplained } from '../../differential/comparison';
import { Differential } from '../../differential/differential';
import { MANIFESTS } from '../../differential/manifests';

let differential: Differential;

beforeAll(async () => {
  differential = await Differential.start('differential-short');
});

afterAll(() => differential?.stop());

test('every manifest that somebody wrote is taken by the API server and by the validator', async () => {
  // WHEN
  const written = await differential.written();

  // THEN
  expect(written.length).toBeGreaterThan(60);
  expect(written.filter(({ accepted, difference }) => !accepted || difference.length > 0)).toEqual([]);
});

test('the validator says of changed manifests what the API server says', async () => {
  expect(unexplained(await differential.spoilt(MANIFESTS.short))).toEqual([]);
});

test('whatever is known to differ does, for the reason that is given', async () => {
  for (const { known: { reason, witness, lines }, difference } of await differential.witnesses()) {
    expect({ reason, witness, differs: difference.some((line) => lines.test(line)) }).toEqual({ reason, witness, differs: true });
    expect(difference.filter((line) => explanationOf(line, difference) === undefined)).toEqual([]);
  }
});
