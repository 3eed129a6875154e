import { nearest } from '../../src/manifest/nearest';

const NAMES = ['result', 'isNaN', 'isNil', 'len', 'default'];

test.each([['reslt', 'result'], ['Result', 'result'], ['isNan', 'isNaN'], ['lenn', 'len'], ['defualt', 'default'], ['x', undefined], ['something', undefined], ['', undefined]])('%j most likely means %j', (name, expected) => {
  expect(nearest(name, NAMES)).toBe(expected);
});

test('two neighbours in the wrong order are one mistake', () => {
  expect(nearest('ab', ['ba'])).toBe('ba');
});

test('the first of those that are equally near is taken', () => {
  expect(nearest('lan', ['len', 'lap'])).toBe('len');
});

test('fails to find anything for what is longer than a name', () => {
  expect(nearest('a'.repeat(41), ['a'.repeat(40)])).toBeUndefined();
});
