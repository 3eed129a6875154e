import { wrapped } from '../../src/report/wrapped';

const NINETY_NINE = Array(20).fill('four').join(' ');

test('leaves what is short as it is, spaces included', () => {
  expect(wrapped('a  b', '  ')).toEqual(['a  b']);
  expect(wrapped('', '  ')).toEqual(['']);
});

test('breaks before the word that goes beyond 100 characters, and indents what follows', () => {
  expect(wrapped(`${NINETY_NINE}!`, '  ')).toEqual([`${NINETY_NINE}!`]);
  expect(wrapped(`${NINETY_NINE} a`, '  ')).toEqual([NINETY_NINE, '  a']);
  expect(wrapped(`${NINETY_NINE} ${NINETY_NINE}`, '  ')).toEqual([NINETY_NINE, `  ${NINETY_NINE.slice(0, -5)}`, '  four']);
});

test('leaves room for what is before it in the first line alone', () => {
  expect(wrapped(`${NINETY_NINE} a`, '', 10)).toEqual([NINETY_NINE.slice(0, -10), 'four four a']);
});

test('keeps a word whole that is longer than a line', () => {
  expect(wrapped(`a ${'b'.repeat(120)} c`, '  ')).toEqual(['a', `  ${'b'.repeat(120)}`, '  c']);
});
