import * as fc from 'fast-check';
import { SourceText } from '../../src/manifest/source-text';

test('counts lines and columns from 1, whatever ends a line', () => {
  const source = new SourceText('a.yaml', 'a\nbc\r\nd\re');
  const places = [0, 1, 2, 3, 6, 8, 9].map((offset) => source.positionOf(offset)).map(({ line, column }) => `${line}:${column}`);
  expect(places).toEqual(['1:1', '1:2', '2:1', '2:2', '3:1', '4:1', '4:2']);
  expect([0, 1, 2, 3, 4, 5].map((line) => source.line(line))).toEqual(['', 'a', 'bc', 'd', 'e', '']);
  expect(source.positionOf(0).file).toBe('a.yaml');
});

test('finds every character in its line', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', 'é')).map((pieces) => pieces.join('')), (text) => {
    const source = new SourceText('a', text);
    for (const { 0: character, index } of text.matchAll(/[^\r\n]/g)) {
      const { line, column } = source.positionOf(index);
      expect(source.line(line)[column - 1]).toBe(character);
    }
  }));
});
