import { nearestName } from '../../src/condition/problem';

const NAMES = ['result', 'isNaN', 'isNil', 'len', 'default'];

test.each([['reslt', 'result'], ['Result', 'result'], ['isNan', 'isNaN'], ['lenn', 'len'], ['defualt', 'default'], ['x', undefined], ['something', undefined], ['', undefined]])('%j most likely means %j', (name, expected) => {
  expect(nearestName(name, NAMES)).toBe(expected);
});
