import { decodeFile, LARGEST_FILE, tooLarge } from '../../src/manifest/file-text';

test('decodes UTF-8, and keeps the byte order mark', () => {
  expect(decodeFile(Buffer.from('\uFEFFgrün \u{1F600}'))).toEqual({ text: '\uFEFFgrün \u{1F600}' });
});

test('keeps text as it is', () => {
  expect(decodeFile('a: \u0000')).toEqual({ text: 'a: \u0000' });
});

test.each([
  ['a zero far down, which may be a typing error', Buffer.from(`${'a'.repeat(9000)}\0`)],
  ['the replacement character, which may be meant', Buffer.from('\uFFFD')],
  ['nothing', new Uint8Array()],
])('decodes %s', (_, bytes) => {
  expect(decodeFile(bytes).flaw).toBeUndefined();
});

test('fails with the size of a file, which is known before it is read', () => {
  expect(tooLarge(3 * LARGEST_FILE)).toMatchObject({ kind: 'limit', message: 'a file must have at most 64 MiB, got 192 MiB', fix: 'split it into several, or leave it out if it holds no manifests' });
  expect(decodeFile(new Uint8Array(LARGEST_FILE)).flaw?.kind).not.toBe('limit');
});
