import { templateTags } from '../../src/manifest/template-tags';

test.each<[string, [number, number, string][]]>([
  ['up', []],
  ['{{args.a}}', [[0, 10, 'args.a']]],
  ['a {{ args.a }}{{args.b}}', [[2, 14, 'args.a'], [14, 24, 'args.b']]],
  ['{{\nargs.a\n}}', [[0, 12, 'args.a']]],
  ['{{}}', [[0, 4, '']]],
  ['{{{a}}}', [[0, 6, '{a']]],
  ['{{ {{a}} }}', [[0, 8, '{{a']]],
  ['{{a}} {{b', [[0, 5, 'a']]],
  ['{{a} }', []],
  ['a}} {{b}}', [[4, 9, 'b']]],
])('finds the tags of %j', (text, expected) => {
  expect(templateTags(text).map(({ start, end, tag }) => [start, end, tag])).toEqual(expected);
});
