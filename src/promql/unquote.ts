const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'], ['b', '\b'], ['f', '\f'], ['n', '\n'], ['r', '\r'], ['t', '\t'], ['v', '\v'], ['\\', '\\'], ['"', '"'], ['\'', '\''],
]);

const BYTES = /(?:\\x[0-9a-fA-F]{2}|\\[0-7]{3})+/;
const ESCAPES = new RegExp(`${BYTES.source}|\\\\u([0-9a-fA-F]{4})|\\\\U([0-9a-fA-F]{8})|\\\\([abfnrtv\\\\"'])`, 'g');

/**
 * The value of a quoted string whose escapes are known to be good.
 *
 * `\xff` and `\377` are bytes of UTF-8, not characters; bytes that give none become U+FFFD.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
 */
export function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1);
  if (quoted[0] === '`' || !inner.includes('\\')) return inner;
  return inner.replace(ESCAPES, (escape: string, short?: string, long?: string, simple?: string) => {
    if (simple !== undefined) return SIMPLE.get(simple) ?? '';
    const code = short ?? long;
    return code === undefined ? decoded(escape) : String.fromCodePoint(parseInt(code, 16));
  });
}

/** Bytes that follow one another may be one character. */
function decoded(escapes: string): string {
  const bytes = escapes.split('\\').slice(1).map((one) => (one.startsWith('x') ? parseInt(one.slice(1), 16) : parseInt(one, 8)));
  return Buffer.from(bytes).toString('utf8');
}
