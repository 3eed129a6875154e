import answers from './controller-answers.json';
import { compileCondition, type Outcome } from '../../src/condition/condition';
import { type Profile, PROFILES } from '../../src/condition/dialect';
import { type ResultShape } from '../../src/condition/environment';

const NAMED: Record<string, number> = { 'NaN': NaN, '+Inf': Infinity, '-Inf': -Infinity };

function ask(condition: string, result: number | number[] = [0.97, 2], profile: Profile = '1.9'): Outcome {
  return compileCondition(condition, typeof result === 'number' ? 'scalar' : 'vector', profile).evaluate(result);
}

function samplesOf(result: object): number | number[] {
  const [values] = Object.values(result) as (number | string | (number | string)[])[];
  const number = (value: number | string) => typeof value === 'string' ? NAMED[value] : value;
  return Array.isArray(values) ? values.flat().map(number) : number(values);
}

// What a controller really answered; e2e/oracles/conditions.e2e.ts asks it again.
describe.each(PROFILES)('Argo Rollouts %s', (profile) => {
  test.each(answers)('$condition with $result', ({ condition, result, ...answer }) => {
    const [shape] = Object.keys(result) as ResultShape[];
    const { value } = compileCondition(condition, shape, profile).evaluate(samplesOf(result));
    expect(value ?? 'Error').toBe(answer[profile]);
  });
});

test.each([
  ['result[0] >=', { kind: 'syntax', message: 'the condition ends here, expected a value', offset: 12, expected: 'a value' }],
  ['result[0 > 1', { kind: 'syntax', message: 'the condition ends here, expected \']\'', offset: 12, expected: '\']\'' }],
  ['result[0] = 1', { kind: 'syntax', message: 'unexpected \'=\', expected an operator or the end', offset: 10, token: '=', expected: 'an operator or the end' }],
  ['result[0] > @', { kind: 'syntax', message: '\'@\' is no part of the language', offset: 12, token: '@' }],
  ['result[0] > 1e', { kind: 'syntax', message: '\'1e\' is no number', offset: 12 }],
  ['"open', { kind: 'syntax', message: 'a string is not closed', offset: 0 }],
  ['"a\\q"', { kind: 'syntax', message: 'no such escape in a string', offset: 2 }],
  ['# > 1', { kind: 'syntax', message: '\'#\' means an element, and there is none outside of a predicate such as all(result, # > 1)', offset: 0 }],
  ['1 ?? 2 + 3', { kind: 'syntax', message: '\'+\' and \'??\' cannot be mixed without parentheses', offset: 7 }],
  ['reslt[0] > 1', { kind: 'type', message: 'there is nothing of the name \'reslt\', did you mean \'result\'?', offset: 0, token: 'reslt', nearest: 'result' }],
  ['isNan(1)', { kind: 'type', message: 'there is nothing of the name \'isNan\', did you mean \'isNaN\'?', offset: 0, token: 'isNan', nearest: 'isNaN' }],
  ['xyz > 1', { kind: 'type', message: 'there is nothing of the name \'xyz\'', offset: 0, token: 'xyz', nearest: undefined }],
  ['result >= 0.95', { kind: 'type', message: '\'>=\' is not defined for []float64 and float64; a vector has elements, of which the first is result[0]', offset: 7 }],
  ['result.x', { kind: 'type', message: 'the elements of []float64 have an integer as their index, not string: result[0]', offset: 7 }],
  ['isNaN("1")', { kind: 'type', message: '\'isNaN\' takes float64 as its argument, got string', offset: 6 }],
  ['all(result, # + 1)', { kind: 'type', message: 'the predicate of \'all\' must be true or false, got float64', offset: 12 }],
  ['max(result) > 1', { kind: 'type', message: '\'max\' takes numbers, got []float64', offset: 0 }],
  ['"a" matches "("', { kind: 'type', message: '\'matches\' must have an expression of RE2: error parsing regexp: missing closing ): `(`', offset: 12 }],
  ['1 % 0 == 1', { kind: 'type', message: 'an integer is divided by zero', offset: 2 }],
  ['result[0]', { kind: 'type', message: 'a condition must be true or false, got float64', offset: 0 }],
  ['now() > now()', { kind: 'unsupported', message: '\'now\' is not evaluated here', offset: 0 }],
])('fails for good for %s', (condition, problem) => {
  expect(compileCondition(condition, 'vector', '1.9').problem).toEqual(problem);
});

test.each([
  ['result[7] > 1', { kind: 'run', message: 'there is no element 7, because there are 2', offset: 6 }],
  ['asInt("x") == 1', { kind: 'run', message: '\'x\' is no integer', offset: 0 }],
  ['default(result, 0) > 1', { kind: 'run', message: '\'>\' is not defined for []float64 and int', offset: 19 }],
  ['default(result, 0)', { kind: 'run', message: 'a condition must be true or false, got []float64', offset: 0 }],
  ['all(result, default(#, 1))', { kind: 'run', message: 'true or false is needed here, got []float64', offset: 12 }],
])('fails with this result for %s', (condition, problem) => {
  expect(compileCondition(condition, 'vector', '1.9').problem).toBeUndefined();
  expect(ask(condition).problem).toEqual(problem);
});

test('an empty vector has no first element', () => {
  expect(ask('result[0] >= 0.95', []).problem).toEqual({ kind: 'run', message: 'there is no element 0, because there are none', offset: 6 });
});

test('the same condition is of another type for a scalar', () => {
  expect(ask('result >= 0.95', 0.97)).toEqual({ value: true });
  expect(ask('result[0] >= 0.95', 0.97).problem?.message).toBe('float64 has no elements');
});

test('a compiled condition keeps nothing of the results that it has seen', () => {
  const condition = compileCondition('let n = count(result, # > 1); reduce(result, #acc + #, 0) > n', 'vector', '1.9');
  expect([[1, 2], [], [5], [1, 2]].map((result) => condition.evaluate(result).value)).toEqual([true, false, true, true]);
});

test.each<[string, Profile, string]>([
  ['toJSON(result[0]) == "0.97"', '1.9', '\'toJSON\' is not evaluated here'],
  ['timezone("UTC") != nil', '1.10', '\'timezone\' is not evaluated here'],
  ['1 > findLastIndex(result, # < 0.9)', '1.9', 'the controller takes wrong operands for this; compare the result of a search from the end on the left'],
  ['1 > filter(result, # > 0)[-1]', '1.10', 'the controller takes wrong operands for this; compare the result of a search from the end on the left'],
  ['[1, findLast(result, # > 0)] != nil', '1.9', 'the controller takes wrong operands for this; compare the result of a search from the end on the left'],
  ['map(result, findLast(result, # > 0))[0] > 0', '1.9', 'the controller takes wrong operands for this; compare the result of a search from the end on the left'],
  ['$env.len == nil', '1.9', '\'$env.len\' is not evaluated here'],
  ['get($env, "result") != nil', '1.10', '\'get\' of \'$env\' is not evaluated here'],
  ['let f = split; len(f("a,b", ",")) == 2', '1.9', '\'split\' under another name is not evaluated here'],
  ['len(keys({"a": 1, "b": 2})) == 2', '1.9', 'the order of a map\'s entries is random, so this is not evaluated here'],
  ['string({"a": 1}) == "map[a:1]"', '1.10', 'a map or a function as a string is not evaluated here'],
  ['asFloat("0x1p-2") == 0.25', '1.9', 'hexadecimal numbers in strings are not evaluated here'],
  ['sortBy(1..20, # % 3)[0] == 3', '1.10', 'sorting more than 12 elements with equal ones or NaN among them is not evaluated here'],
])('fails as not evaluated for %s in %s', (condition, profile, message) => {
  expect(ask(condition, [0.97, 2], profile).problem).toMatchObject({ kind: 'unsupported', message });
});

test('searches from the end where nothing waits for them', () => {
  for (const profile of PROFILES) expect(ask('findLastIndex(result, # > 0) == 1 && filter(result, # > 0)[-1] == 2', [0.97, 2], profile)).toEqual({ value: true });
});
