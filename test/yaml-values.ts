import * as fc from 'fast-check';

/** Strings that mean something to YAML, to YAML 1.1, or to the way in which a serializer breaks lines. */
const TRAPS = [
  'y', 'Y', 'yes', 'No', 'on', 'OFF', 'True', 'FALSE', 'yEs', 'null', 'Null', '~', 'e1', 'E10', 'e-1', 'e', '1', '-1', '+1', '1_000', '0b1', '0o7', '017', '0x1F', '1e3', '.5', '1.',
  '.inf', '-.INF', '.nan', '22:22', '1:1.5', '2001-12-14', '2001-12-14t21:59:43.10-05:00', '=', '<<', '-', '?', ':', '- a', '? a', 'a:', 'a: b', ':a', 'a:b', 'a #', 'a#', '#',
  '%', '@', '`', '---', '...', '--- a', '...b', '%a', '|', '>', '!', '&a', '*a', '[a]', '{a}', ',a', 'a,b', '"', '\'', 'a\'b"c', '{{args.x}}', '\\n', '\\',
  '\n', '\n\n', ' \n', 'a\n', 'a\n\n', 'a\n \n', '\na', '\n a', ' a\nb', 'a \nb', 'a\n b', 'a\n\n\nb', 'a: b\nc', 'a"b\nc',
  'a\n---\nb', 'a\n%b', '--- \nb', 'a\tb', '\ta', 'a\t',
  'a\rb', 'a\r\nb', '\u0085', '\u00a0', '\u2028', '\ud800', '\x00', '\x7f', '\ufeff', 'é', '😀', '__proto__', `${'x'.repeat(50)}\n "y`, 'x '.repeat(60),
];

const SIGNS = fc.constantFrom(...'abeyn019_-./:#?,[]{}&*!|>\'"%@`~=<+$() \n\t\\');

export const anyString: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TRAPS),
  fc.array(SIGNS, { maxLength: 12 }).map((signs) => signs.join('')),
  fc.tuple(fc.constantFrom(...TRAPS), fc.constantFrom(...TRAPS)).map(([first, second]) => first + second),
  fc.string({ unit: 'binary' }),
);

/** Those of a manifest, and some that YAML wants to be marked, by what is in them or by their length. */
export const anyKey: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('name', 'spec', 'app.kubernetes.io/name', '1', '10', 'n', 'x'.repeat(200), 'x'.repeat(1100), '\x01'.repeat(250)),
  anyString,
);

const anyNumber = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -0, 1e21, 1e-7, 2 ** 53, NaN, Infinity, -Infinity));

/** Everything that can stand in a document, plain or not. */
export const anyValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    anyString,
    anyNumber,
    fc.constantFrom(true, false, null, undefined, [], {}),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyKey, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;
