import * as fc from 'fast-check';
import { compileCondition, type Outcome } from '../../src/condition/condition';
import { type Profile, PROFILES } from '../../src/condition/dialect';

function ask(condition: string, profile: Profile = '1.9'): Outcome {
  return compileCondition(condition, 'vector', profile).evaluate([0.97]);
}

const DEEP = 'the condition is nested deeper than 500 levels, which is not evaluated here';

test.each([
  ['parentheses', `${'('.repeat(10_000)}true${')'.repeat(10_000)}`],
  ['negations', `${'!'.repeat(10_000)}true`],
  ['signs', `${'-'.repeat(10_000)}1 > 0`],
  ['arrays', `${'['.repeat(10_000)}${']'.repeat(10_000)} == nil`],
  ['indices', `result${'[0]'.repeat(10_000)} > 1`],
  ['operands', Array(10_000).fill('true').join(' && ')],
  ['branches', `${'true ? '.repeat(10_000)}true${' : false'.repeat(10_000)}`],
  ['predicates', `${'all(result, '.repeat(10_000)}true${')'.repeat(10_000)}`],
  ['variables', `${Array.from({ length: 10_000 }, (_, index) => `let v${index} = 1; `).join('')}true`],
])('fails for 10,000 levels of %s', (_, condition) => {
  for (const profile of PROFILES) expect(ask(condition, profile).problem).toMatchObject({ kind: 'unsupported', message: DEEP });
});

test('evaluates what is nested as deep as no person would write', () => {
  for (const profile of PROFILES) expect(ask(`${'('.repeat(450)}result[0] > 0${')'.repeat(450)}`, profile)).toEqual({ value: true });
  expect(ask(Array(450).fill('result[0] > 0').join(' && '))).toEqual({ value: true });
});

test('fails for a chain of comparisons within chains, of which each doubles what is in it', () => {
  expect(ask(`${'1 < ('.repeat(60)}1${') < 2'.repeat(60)}`, '1.10').problem).toMatchObject({ kind: 'unsupported', message: 'the condition has more than 200000 parts, which is not evaluated here' });
});

test('fails for more nodes than the newer language allows', () => {
  const wide = `len([${'1,'.repeat(10_000)}]) == 10000`;
  expect(ask(wide, '1.9')).toEqual({ value: true });
  expect(ask(wide, '1.10').problem).toMatchObject({ kind: 'syntax', message: 'a condition may have 10000 nodes, and this one has more' });
});

const MEMORY = { kind: 'run', message: 'more than 1000000 elements are needed, which the controller refuses' };
const STEPS = { kind: 'unsupported', message: 'more than 5000000 steps are needed, which is not evaluated here' };
const BYTES = { kind: 'unsupported', message: 'a string of more than 10000000 bytes is not evaluated here' };

test.each<[string, Profile, object]>([
  ['len(1..1000000000) > 0', '1.9', MEMORY],
  ['len(1..1000000000) > 0', '1.10', MEMORY],
  ['len(0..asInt(result[0] * 1e18)) > 0', '1.9', MEMORY],
  ['len(map(1..1000, map(1..1000, #))) > 0', '1.10', MEMORY],
  ['all(1..1000000, all(1..1000000, true))', '1.9', STEPS],
  ['all(1..9999, all(1..9999, true))', '1.10', MEMORY],
  ['len(uniq(1..99999)) > 0', '1.10', STEPS],
  ['len(repeat(repeat("abcdefghij", 1000), 1000000)) > 0', '1.9', BYTES],
  ['len(repeat(repeat("abcdefghij", 1000), 1000000)) > 0', '1.10', MEMORY],
  ['len(replace(repeat("a", 100000), "a", repeat("b", 100000))) > 0', '1.9', BYTES],
])('fails for %s in %s', (condition, profile, problem) => {
  expect(ask(condition, profile).problem).toMatchObject(problem);
});

test('needs no array to look into a range', () => {
  for (const profile of PROFILES) expect(ask('5 in 1..9000000000000000000', profile)).toEqual({ value: true });
});

test('a regular expression takes no longer for being nasty', () => {
  expect(ask('repeat("a", 20000) + "b" matches "(a+)+$"')).toEqual({ value: false });
  expect(ask('repeat("a", 20000) matches "^(a|aa)+$"')).toEqual({ value: true });
});

const WORDS = [
  'result', 'result[0]', '[', ']', '(', ')', '{', '}', '#', '.', '..', ',', ';', ':', '?', '??', '?.', '|', '||', '&&', '!', 'not', 'in', 'and', 'or', '==', '<', '>=', '+', '-', '*', '/', '%', '**',
  '0', '1.5', '1e9', '"a"', '\'b\'', '`', '\\', 'nil', 'true', 'let', 'x', '=', 'if', 'else', 'all(', 'map(', 'filter(', 'reduce(', 'sum(', 'default(', 'asInt(', 'isNaN(', 'len(', 'matches', '//', '/*', '*/', '\n', '$env', '日',
];

test('never throws, whatever the condition is', () => {
  const texts = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.array(fc.constantFrom(...WORDS), { maxLength: 15 }).map((words) => words.join(' ')));
  fc.assert(fc.property(texts, fc.constantFrom(...PROFILES), fc.array(fc.double(), { maxLength: 3 }), (text, profile, result) => {
    const condition = compileCondition(text, 'vector', profile);
    const { value, problem } = condition.evaluate(result);
    expect(typeof value === 'boolean').toBe(problem === undefined);
    expect(problem?.offset ?? 0).toBeLessThanOrEqual(text.length);
    if (condition.problem) expect(problem).toBeDefined();
  }), { numRuns: 1000 });
});

test('says the same of the same result every time', () => {
  fc.assert(fc.property(fc.array(fc.double(), { maxLength: 5 }), (result) => {
    const condition = compileCondition('len(result) > 0 && (isNaN(result[0]) || sort(result)[0] <= result[-1])', 'vector', '1.10');
    expect(condition.evaluate(result)).toEqual(condition.evaluate(result));
  }));
});
