import { Kept } from '../../src/manifest/kept';

function counted(most: number) {
  const kept = new Kept<string>(most);
  const made: string[] = [];
  const ask = (key: string) => kept.of(key, () => {
    made.push(key);
    return `made of ${key}`;
  });
  return { ask, made };
}

test('what was made of a text is not made again', () => {
  const { ask, made } = counted(2);
  expect([ask('a'), ask('a'), ask('b')]).toEqual(['made of a', 'made of a', 'made of b']);
  expect(made).toEqual(['a', 'b']);
});

test('it begins anew when it is full', () => {
  const { ask, made } = counted(2);
  ['a', 'b', 'c', 'c', 'a'].forEach(ask);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});

test('long texts are not kept', () => {
  const { ask, made } = counted(2);
  const [limit, longer] = ['x'.repeat(2_000), 'y'.repeat(2_001)];
  [limit, limit, longer, longer].forEach(ask);
  expect(made).toEqual([limit, longer, longer]);
});
