const SIMPLE: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92, '"': 34, "'": 39 };

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([abfnrtv\\"']))/g;

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
  let bytes: number[] = [];
  let value = '';
  let last = 0;
  const flush = () => {
    if (bytes.length > 0) value += Buffer.from(bytes).toString('utf8');
    bytes = [];
  };
  for (const match of inner.matchAll(ESCAPE)) {
    const [escape, hex, short, long, octal, simple] = match;
    if (match.index > last) {
      flush();
      value += inner.slice(last, match.index);
    }
    last = match.index + escape.length;
    if (hex !== undefined) bytes.push(parseInt(hex, 16));
    else if (octal !== undefined) bytes.push(parseInt(octal, 8));
    else {
      flush();
      value += String.fromCodePoint(simple === undefined ? parseInt(short ?? long, 16) : SIMPLE[simple]);
    }
  }
  flush();
  return value + inner.slice(last);
}
