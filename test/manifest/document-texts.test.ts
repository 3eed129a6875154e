import * as fc from 'fast-check';
import { splitDocuments } from '../../src/manifest/document-texts';

function texts(text: string): string[] {
  return splitDocuments(text).documents.map((document) => `${document.format} ${document.text}`);
}

test.each([
  ['a: 1\n---\nb: 2\n', ['yaml a: 1\n', 'yaml b: 2\n']],
  ['---\na: 1\n---', ['yaml a: 1\n']],
  ['a: |\n  ---\n', ['yaml a: |\n  ---\n']],
  ['a: 1\n--- # b\r\nb: 2', ['yaml a: 1\n', 'yaml b: 2']],
  ['{"a":1}{"b":2}', ['json {"a":1}', 'json {"b":2}']],
  ['{"a":"}\\"{"}\n{"b":[{}]}', ['json {"a":"}\\"{"}', 'json {"b":[{}]}']],
  ['{"a":1}\n---\nb: 2', ['json {"a":1}', 'yaml b: 2']],
  [' {a: 1}\n---\n{"b": 2}', ['yaml  {a: 1}\n', 'yaml {"b": 2}']],
])('splits %j', (text, documents) => {
  expect(texts(text)).toEqual(documents);
  expect(splitDocuments(text).flaws).toEqual([]);
});

test('fails where something stands beside a separator, and goes on with the next document', () => {
  const { documents, flaws } = splitDocuments('a: 1\n---b\nc: 1\n---\nd: 1');
  expect(documents.map(({ text }) => text)).toEqual(['a: 1\n', 'd: 1']);
  expect(flaws).toEqual([
    { kind: 'syntax', offset: 8, message: '\'---\' must stand alone on its line, got \'b\' after it', fix: 'put the document on the next line: kubectl reads nothing from here on' },
  ]);
});

test('fails above 100,000 documents, and keeps those', () => {
  const { documents, flaws } = splitDocuments('{}'.repeat(100_001));
  expect(documents).toHaveLength(100_000);
  expect(flaws).toMatchObject([{ kind: 'limit', offset: 200_000, message: 'a file must have at most 100000 documents' }]);
});

test('finds each document where it says', () => {
  const piece = fc.constantFrom('{', '}', '{"a":1}', '"', '[', '---', '\n', '\n---\n', '\r\n', ' ', 'a: 1', '# b', '\uFEFF', '\\');
  fc.assert(fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
    const text = pieces.join('');
    let end = 0;
    for (const document of splitDocuments(text).documents) {
      expect(document.offset).toBeGreaterThanOrEqual(end);
      expect(text.startsWith(document.text, document.offset)).toBe(true);
      end = document.offset + document.text.length;
    }
  }));
});
