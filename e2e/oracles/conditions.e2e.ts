import * as fc from 'fast-check';
import { type ConditionResult, MeasureOracle } from './argo';
import { DIFFERENCES } from './condition-differences';
import { compileCondition, type Outcome } from '../../src/condition/condition';
import { type Profile, PROFILES } from '../../src/condition/dialect';
import { type ResultShape } from '../../src/condition/environment';
import { compileVerdict } from '../../src/condition/verdict';
import answers from '../../test/condition/controller-answers.json';
import { holdSection } from '../fidelity';
import { conditionMatrix } from '../generators/condition-matrix';
import { type Asked, asked } from '../generators/conditions';

const USUAL = { runs: 10_000, seed: 20261123 };
const RUNS = Number(process.env.CONDITION_RUNS ?? USUAL.runs);
const SEED = Number(process.env.FAST_CHECK_SEED ?? USUAL.seed);

const oracles = new Map<Profile, MeasureOracle>();

beforeAll(async () => {
  oracles.set('1.9', await MeasureOracle.start('argo'));
  oracles.set('1.10', await MeasureOracle.start('argo-1.10'));
});

afterAll(async () => Promise.all([...oracles.values()].map(async (oracle) => oracle.stop())));

/** What the library makes of a question to the oracle. */
function evaluated(condition: string, result: ConditionResult, profile: Profile): Outcome {
  return compileCondition(condition, shapeOf(result), profile).evaluate(samplesOf(result));
}

function shapeOf(result: ConditionResult): ResultShape {
  return Object.keys(result)[0] as ResultShape;
}

function samplesOf(result: ConditionResult): number | number[] {
  const [values] = Object.values(result) as (number | string | (number | string)[])[];
  return Array.isArray(values) ? values.flat().map(number) : number(values);
}

function number(sample: number | string): number {
  return sample === '+Inf' ? Infinity : sample === '-Inf' ? -Infinity : Number(sample);
}

/** What there is to see of both, for whoever reads why they differ. */
function difference({ condition, result }: Asked, profile: Profile, real: unknown, ours: unknown): string {
  return `${profile}: ${condition} with ${JSON.stringify(result)}: the controller says ${JSON.stringify(real)}, the library ${JSON.stringify(ours)}`;
}

interface Count {
  agreed: number;
  errors: number;
  refused: number;
}

async function compareAll(profile: Profile, questions: readonly Asked[]): Promise<{ count: Count; differences: string[] }> {
  const count = { agreed: 0, errors: 0, refused: 0 };
  const differences: string[] = [];
  await Promise.all(questions.map(async (question) => {
    const real = await oracles.get(profile)!.condition(question.condition, question.result);
    const { value, problem } = evaluated(question.condition, question.result, profile);
    if (problem?.kind === 'unsupported' && DIFFERENCES.some(({ message }) => message.test(problem.message))) count.refused += 1;
    else if (problem?.kind === 'unsupported' || value !== real.value) differences.push(difference(question, profile, real, problem ?? value));
    else count[problem ? 'errors' : 'agreed'] += 1;
  }));
  return { count, differences };
}

test('every generated condition says of every result what the controller says, in both releases', async () => {
  // GIVEN
  const questions = fc.sample(asked, { numRuns: RUNS, seed: SEED });

  // WHEN
  const lines: string[] = [];
  const differences: string[] = [];
  for (const profile of PROFILES) {
    const compared = await compareAll(profile, questions);
    const { agreed, errors, refused } = compared.count;
    differences.push(...compared.differences);
    lines.push(`| ${profile} | ${agreed + errors} | ${agreed} | ${errors} | ${refused} | ${compared.differences.length} |`);
  }

  // THEN
  expect(differences).toEqual([]);
  if (RUNS !== USUAL.runs || SEED !== USUAL.seed) return;
  const table = ['| Argo Rollouts | the same answer | of that true or false | of that an error | not evaluated here | another answer |', '|---|---|---|---|---|---|', ...lines];
  holdSection('conditions', table);
}, 600_000);

test.each(PROFILES)('every function and operator does with every kind of operand what it does in the controller %s', async (profile) => {
  const questions = conditionMatrix(profile).map((condition) => ({ condition, result: { vector: [0.97, 2] } }));
  const { count, differences } = await compareAll(profile, questions);
  expect(differences).toEqual([]);
  expect(count.agreed).toBeGreaterThan(1500);
}, 600_000);

test('every generated pair of conditions has the controller\'s verdict, in both releases', async () => {
  // GIVEN
  const questions = fc.sample(fc.tuple(asked, asked, fc.constantFrom('both', 'success', 'failure', 'none')), { numRuns: Math.ceil(RUNS / 4), seed: SEED });
  const differences: string[] = [];

  // WHEN
  for (const profile of PROFILES) {
    await Promise.all(questions.map(async ([one, other, which]) => {
      const conditions = {
        successCondition: which === 'both' || which === 'success' ? one.condition : undefined,
        failureCondition: which === 'both' || which === 'failure' ? other.condition : undefined,
      };
      const real = await oracles.get(profile)!.verdict(conditions, one.result);
      const ours = compileVerdict(conditions, shapeOf(one.result), profile).judge(samplesOf(one.result));
      if (ours.problem?.kind !== 'unsupported' && ours.phase !== real.phase) differences.push(difference({ ...one, condition: JSON.stringify(conditions) }, profile, real, ours));
    }));
  }

  // THEN
  expect(differences).toEqual([]);
}, 600_000);

test.each(PROFILES)('the answers that the tests expect are those of the controller %s', async (profile) => {
  const real = await Promise.all(answers.map(async ({ condition, result }) => oracles.get(profile)!.condition(condition, result as ConditionResult)));
  expect(real.map(({ value }) => value ?? 'Error')).toEqual(answers.map((answer) => answer[profile]));
});

test.each(DIFFERENCES.flatMap((each) => each.profiles.map((profile) => ({ ...each, profile }))))('$reason: the library says so, and the controller $profile evaluates it', async ({ example, result, message, profile }) => {
  const { problem } = evaluated(example, result, profile);
  expect([problem?.kind, problem?.message]).toEqual(['unsupported', expect.stringMatching(message)]);
  const real = await oracles.get(profile)!.condition(example, result);
  expect(real.value !== undefined || /^the controller takes wrong operands/.test(problem!.message)).toBe(true);
});
