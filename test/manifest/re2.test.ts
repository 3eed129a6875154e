import { compileRe2, matchesRe2 } from '../../src/manifest/re2';

test('an expression may match anywhere in a text', () => {
  expect(matchesRe2('rate', 'success-rate')).toBe(true);
  expect(matchesRe2('^rate', 'success-rate')).toBe(false);
});

test('an expression is compiled once, among a thousand others', () => {
  const first = compileRe2('a+');
  for (let index = 0; index < 500; index++) compileRe2(`a{${index}}`);
  expect(compileRe2('a+')).toBe(first);
});

test('expressions are forgotten when there are very many', () => {
  const first = compileRe2('b+');
  for (let index = 0; index < 1_001; index++) compileRe2(`x${index}`);
  expect(compileRe2('b+')).not.toBe(first);
  expect(matchesRe2('b+', 'abc')).toBe(true);
});

test.each(['a(', '(?=a)', '(a)\\1'])('fails for %s, each time', (pattern) => {
  expect(() => matchesRe2(pattern, 'aa')).toThrow('error parsing regexp');
  expect(() => matchesRe2(pattern, 'aa')).toThrow('error parsing regexp');
});
