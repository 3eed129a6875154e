import * as fc from 'fast-check';
import { excerptOf } from '../../src/report/excerpt';

test('marks a part of a short line', () => {
  expect(excerptOf('  port: 80000', 9, 5)).toEqual({ text: '  port: 80000', start: 8, length: 5 });
});

test('marks one character where nothing is to be marked', () => {
  expect(excerptOf('port:', 6, 0)).toEqual({ text: 'port:', start: 5, length: 1 });
});

test('shows tabs as spaces, and what does not print by its number', () => {
  expect(excerptOf('\ta\u0007b', 3, 2)).toEqual({ text: ' a\\u0007b', start: 2, length: 7 });
});

test('shows of a long line what is around the mark', () => {
  const line = `${'a'.repeat(500)}bcd${'e'.repeat(500)}`;
  const { text, start, length } = excerptOf(line, 501, 3);
  expect(text).toBe(`…${'a'.repeat(40)}bcd${'e'.repeat(67)}…`);
  expect(text.slice(start, start + length)).toBe('bcd');
});

test('never shows more than fits, and the mark is in it', () => {
  fc.assert(fc.property(fc.string({ maxLength: 400 }), fc.integer({ min: 1, max: 500 }), fc.nat(500), (line, column, extent) => {
    const { text, start, length } = excerptOf(line.replace(/[^ -~]/g, '.'), column, extent);
    expect(text.length).toBeLessThanOrEqual(112);
    expect(start).toBeLessThanOrEqual(text.length);
    expect(length).toBeGreaterThanOrEqual(1);
    expect(start + length).toBeLessThanOrEqual(text.length + 1);
  }));
});
