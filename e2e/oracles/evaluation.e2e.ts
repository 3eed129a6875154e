import * as fc from 'fast-check';
import { EVALUATION_DIFFERENCES, type EvaluationDifference } from './evaluation-differences';
import { type Evaluation, PromqlOracle } from './promql';
import { type Answer, differenceOf, ourAnswer, theirAnswer } from './same-value';
import { holdSection } from '../fidelity';
import { evaluations } from '../generators/evaluations';

/* Whatever is asked of whatever series, our evaluator gives the value that Prometheus' own engine gives, or fails for the same reason. */

/** For each run of a property: 4,000 questions unless FAST_CHECK_RUNS says otherwise. */
const QUESTIONS_A_RUN = 40;

/** How many questions wait for answers at a time. */
const BATCH = 200;

let promql: PromqlOracle;

beforeAll(async () => { promql = await PromqlOracle.start(); });

afterAll(async () => promql.stop());

interface Compared {
  readonly question: Evaluation;
  readonly ours: Answer;
  readonly difference?: string;
  readonly listed?: EvaluationDifference;
}

async function compare(question: Evaluation): Promise<Compared> {
  const ours = ourAnswer(question);
  const theirs = theirAnswer(await promql.eval(question));
  const difference = differenceOf(ours, theirs, isOrdered(question));
  const listed = EVALUATION_DIFFERENCES.find(({ covers }) => covers(ours, question.query));
  return { question, ours, difference, listed: difference === undefined ? undefined : listed };
}

/** What is sorted for one moment has an order, and so has what was the best of all; groups come in any. */
function isOrdered({ query, range }: Evaluation): boolean {
  return range === undefined && /^(?:sort(?:_desc)? ?\(|(?:topk|bottomk) \()/.test(query) && !/\bby\b|\bwithout\b/.test(query);
}

async function compareAll(questions: readonly Evaluation[]): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (let from = 0; from < questions.length; from += BATCH) compared.push(...await Promise.all(questions.slice(from, from + BATCH).map(compare)));
  return compared;
}

function kindOf({ failure, series = [] }: Answer): 'value' | 'empty' | 'error' | 'refused' {
  if (failure === undefined) return series.length > 0 ? 'value' : 'empty';
  return failure === 'refused' ? 'refused' : 'error';
}

test('generated queries have the value of the real engine, or fail as they do there', async () => {
  // GIVEN
  const questions = fc.sample(evaluations(), { numRuns: QUESTIONS_A_RUN * (fc.readConfigureGlobal()?.numRuns ?? 100) });

  // WHEN
  const compared = await compareAll(questions);

  // THEN
  const unlisted = compared.filter(({ difference, listed }) => difference !== undefined && !listed);
  expect(unlisted.slice(0, 3).map(({ question, difference }) => ({ ...question, series: JSON.stringify(question.series), difference }))).toEqual([]);
  const same = compared.filter(({ difference }) => difference === undefined);
  const ofKind = (kind: string) => same.filter(({ ours }) => kindOf(ours) === kind);
  const count = (kind: string, isRange: boolean) => ofKind(kind).filter(({ question: { range } }) => (range !== undefined) === isRange).length;
  expect(same.length).toBeGreaterThan(questions.length * 0.97);
  expect(count('value', false) + count('value', true)).toBeGreaterThan(questions.length * 0.4);
  holdSection('promql-evaluation', [
    `${questions.length} generated questions, each a query over series of its own, at one moment or over a range, to our evaluator and to the engine of Prometheus 3.13.5; values equal within 10⁻⁹:`,
    '',
    '| | at one moment | over a range |',
    '|---|---|---|',
    ...[['value', 'the same value'], ['empty', 'nothing, from both'], ['error', 'the same error'], ['refused', 'no query, for both']]
      .map(([kind, name]) => `| ${name} | ${count(kind, false)} | ${count(kind, true)} |`),
    '',
    `${compared.length - same.length} differ, for the reasons listed:`,
    '',
    ...EVALUATION_DIFFERENCES.map((listed) => `- ${listed.reason} (${compared.filter((one) => one.listed === listed).length})`),
  ]);
}, 900_000);

test.each(EVALUATION_DIFFERENCES)('differs where it is meant to: $reason', async ({ example, reason }) => {
  expect(await compare(example)).toMatchObject({ listed: { reason } });
});
