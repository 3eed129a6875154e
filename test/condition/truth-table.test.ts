import { truthTableOf } from '../../src/condition/truth-table';
import { type Conditions } from '../../src/condition/verdict';

function rows(conditions: Conditions, shape: 'scalar' | 'vector') {
  return truthTableOf(conditions, shape, '1.9').map(({ name, phase }) => `${name}: ${phase}`);
}

test('a guarded condition fails on everything but a number at or above its limit', () => {
  expect(rows({ successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.95' }, 'vector')).toEqual([
    'no data: Failed', 'not a number: Failed', 'infinite: Successful', 'below 0.95: Failed', 'at 0.95: Successful', 'above 0.95: Successful',
    'a good series, then a bad one: Successful', 'a bad series, then a good one: Failed',
  ]);
});

test('two conditions have two limits, with what is undecided between them', () => {
  expect(rows({ successCondition: 'result < 1', failureCondition: 'result > 5' }, 'scalar')).toEqual([
    'not a number: Inconclusive', 'infinite: Failed', 'below 1: Successful', 'at 1: Inconclusive', 'above 1: Inconclusive',
    'below 5: Inconclusive', 'at 5: Inconclusive', 'above 5: Failed',
  ]);
});

test('a negative limit has its sign', () => {
  expect(rows({ failureCondition: 'result < -2.5' }, 'scalar').slice(2)).toEqual(['below -2.5: Failed', 'at -2.5: Successful', 'above -2.5: Successful']);
});

test('without a condition everything is a success', () => {
  expect(rows({}, 'vector')).toEqual(['no data: Successful', 'not a number: Successful', 'infinite: Successful', 'two series: Successful']);
});
