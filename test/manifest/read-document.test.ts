import { readDocument } from '../../src/manifest/read-document';

test('reads the value and where its parts are', () => {
  const { value, locate } = readDocument(Buffer.from('accept:\n- {code: on}\n'), 'c.yaml') as Extract<ReturnType<typeof readDocument>, { value: unknown }>;
  expect(value).toEqual({ accept: [{ code: true }] });
  expect(locate(['accept', 0, 'code'])).toMatchObject({ file: 'c.yaml', line: 2, column: 10 });
});

test.each(['', '# c', '---\n---\n'])('takes %j for nothing', (text) => {
  expect(readDocument(Buffer.from(text), 'c.yaml')).toMatchObject({ value: null });
});

test.each([
  ['a: [', { kind: 'syntax', file: 'c.yaml', line: 1, column: 5 }],
  ['a: 1\n---\nb: 2', { kind: 'ignored', line: 3, column: 1 }],
  ['# c\n---\na: 1\na: 2', { kind: 'duplicate-key', line: 4, column: 1 }],
  ['a: \u0001', { kind: 'syntax', line: 1, column: 4 }],
  ['a: \0', { kind: 'unreadable', line: 1, column: 1 }],
])('fails for %j with the place', (text, problem) => {
  expect(readDocument(Buffer.from(text), 'c.yaml')).toMatchObject({ problem });
});
