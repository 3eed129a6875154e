import { type Node } from './ast';
import { type Token } from './token';
import { type TokenStream } from './token-stream';

const LARGEST = 2n ** 63n - 1n;

/** Reads a number; underscores may stand anywhere behind its first character. */
export function parseNumber(stream: TokenStream, { value, offset, text }: Token): Node {
  const digits = value.replaceAll('_', '');
  const prefixed = isPrefixed(digits, stream.dialect.hasSequences);
  if (!prefixed && /[.eE]/.test(digits)) return parseFloatLiteral(stream, digits, offset, text);
  if (!(prefixed ? /^0([xX][0-9a-fA-F]+|[bB][01]+|[oO][0-7]+)$/ : /^[0-9]+$/).test(digits)) throw stream.error(`'${text}' is no number`, offset);
  const number = BigInt(prefixed ? digits.toLowerCase() : digits);
  if (number > LARGEST) throw stream.error(`'${text}' is larger than the largest integer, ${LARGEST}`, offset);
  return stream.make(offset, { kind: 'integer', value: number });
}

/** The older dialect knows hexadecimal numbers alone, and only with a small x. */
function isPrefixed(digits: string, isNew: boolean): boolean {
  return isNew ? /^0[xX]/.test(digits) || (/^0[bBoO]/.test(digits) && !/[.eE]/.test(digits)) : digits.includes('x');
}

function parseFloatLiteral(stream: TokenStream, digits: string, offset: number, text: string): Node {
  if (!/^(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(digits)) throw stream.error(`'${text}' is no number`, offset);
  const value = Number(digits);
  if (value === Infinity) throw stream.error(`'${text}' is larger than the largest number`, offset);
  return stream.make(offset, { kind: 'float', value });
}
