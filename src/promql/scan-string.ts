/** Where a quoted string ends, or why it never does properly. */
export interface ScannedString {
  readonly end: number;
  readonly error?: string;
}

const SIMPLE_ESCAPES = 'abfnrtv\\';

/** Digits, base and greatest value after `\x`, `\u` and `\U`. */
const HEX_ESCAPES: Readonly<Record<string, readonly [number, number]>> = { x: [2, 255], u: [4, 0x10ffff], U: [8, 0x10ffff] };

/**
 * Finds the closing quote, and checks the escapes on the way.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.13.0/promql/parser/lex.go (lexString, lexRawString, lexEscape)
 */
export function scanString(text: string, start: number): ScannedString {
  const quote = text[start];
  const isRaw = quote === '`';
  let position = start + 1;
  while (position < text.length) {
    const character = text[position];
    if (character === quote) return { end: position + 1 };
    if (isBroken(text, position)) return { end: position, error: 'the string has a character that is not valid UTF-8' };
    if (!isRaw && character === '\n') break;
    if (isRaw || character !== '\\') {
      position++;
      continue;
    }
    const escape = scanEscape(text, position + 1, quote);
    if (escape.error) return escape;
    position = escape.end;
  }
  return { end: position, error: isRaw ? 'the string has no closing backtick' : `the string has no closing ${quote} on its line` };
}

/** Half of a surrogate pair, or the character that stands for what could not be decoded. */
function isBroken(text: string, position: number): boolean {
  const code = text.charCodeAt(position);
  if (code === 0xfffd) return true;
  if (code < 0xd800 || code > 0xdfff) return false;
  const isFirst = code < 0xdc00;
  const other = text.charCodeAt(isFirst ? position + 1 : position - 1);
  return isFirst ? !(other >= 0xdc00 && other <= 0xdfff) : !(other >= 0xd800 && other < 0xdc00);
}

function scanEscape(text: string, position: number, quote: string): ScannedString {
  const character = text[position];
  if (character === undefined) return { end: position, error: 'the escape at the end of the string is not complete' };
  if (character === quote || SIMPLE_ESCAPES.includes(character)) return { end: position + 1 };
  if (character >= '0' && character <= '7') return scanDigits(text, position, 3, 8, 255);
  const hex = HEX_ESCAPES[character];
  if (hex) return scanDigits(text, position + 1, hex[0], 16, hex[1]);
  return { end: position, error: `the string has an unknown escape '\\${character}'` };
}

function scanDigits(text: string, position: number, count: number, base: number, largest: number): ScannedString {
  const digits = text.slice(position, position + count);
  const pattern = base === 8 ? /^[0-7]*$/ : /^[0-9a-fA-F]*$/;
  if (digits.length < count || !pattern.test(digits)) return { end: position, error: `an escape in the string needs ${count} ${base === 8 ? 'octal' : 'hexadecimal'} digits` };
  const value = parseInt(digits, base);
  if (value > largest || (value >= 0xd800 && value < 0xe000)) return { end: position, error: 'an escape in the string is not a Unicode character' };
  return { end: position + count };
}
