import { compileVerdict, type Conditions } from '../../src/condition/verdict';

function phase(conditions: Conditions, result: number | number[]) {
  return compileVerdict(conditions, typeof result === 'number' ? 'scalar' : 'vector', '1.9').judge(result).phase;
}

test.each<[string, Conditions, number | number[], string]>([
  ['a success', { successCondition: 'result < 1' }, 0.5, 'Successful'],
  ['no success', { successCondition: 'result < 1' }, 2, 'Failed'],
  ['no failure', { failureCondition: 'result > 1' }, 0.5, 'Successful'],
  ['a failure', { failureCondition: 'result > 1' }, 2, 'Failed'],
  ['both', { successCondition: 'result > 1', failureCondition: 'result > 1' }, 2, 'Failed'],
  ['neither', { successCondition: 'result < 1', failureCondition: 'result > 5' }, 3, 'Inconclusive'],
  ['no condition', {}, 3, 'Successful'],
  ['empty conditions', { successCondition: '', failureCondition: '' }, NaN, 'Successful'],
  ['NaN and a success', { successCondition: 'result < 1' }, NaN, 'Failed'],
  ['NaN and a failure', { failureCondition: 'result > 1' }, NaN, 'Successful'],
  ['NaN and both', { successCondition: 'result < 1', failureCondition: 'result >= 1' }, NaN, 'Inconclusive'],
  ['no data', { successCondition: 'result[0] < 1' }, [], 'Error'],
  ['a blank', { successCondition: ' ' }, 1, 'Error'],
])('%s', (_, conditions, result, expected) => {
  expect(phase(conditions, result)).toBe(expected);
});

test('fails by the success condition where neither can be evaluated', () => {
  const judge = compileVerdict({ successCondition: 'nope', failureCondition: '(' }, 'vector', '1.9');
  expect(judge.problem?.condition).toBe('successCondition');
  expect(judge.judge([1])).toEqual({ phase: 'Error', problem: { ...judge.problem } });
});

test('fails by the failure condition although the success condition is true', () => {
  expect(compileVerdict({ successCondition: 'true', failureCondition: 'result[0] > 1' }, 'vector', '1.9').judge([])).toEqual({
    phase: 'Error',
    problem: { condition: 'failureCondition', kind: 'run', message: 'there is no element 0, because there are none', offset: 6 },
  });
});
