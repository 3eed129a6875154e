import { bytesOf } from './bytes';

const SIMPLE: Record<string, string> = { 'a': '\x07', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\' };
const DIGITS: Record<string, number> = { x: 2, u: 4, U: 8 };
const LAST_CODE_POINT = 0x10FFFF;

/** What was read of a literal: its bytes and where it ends, or what is wrong with it. */
export type Literal = { readonly value: string; readonly end: number } | { readonly wrong: string; readonly at: number };

/** Reads `"…"` or `'…'`, of which only its own quote may be escaped. */
export function readQuoted(source: string, start: number, hasBraces: boolean): Literal {
  const quote = source[start];
  let value = '';
  let at = start + 1;
  while (source[at] !== quote) {
    const char = source[at];
    if (char === undefined || char === '\n') return { wrong: 'a string is not closed', at: start };
    if (char === '\\') {
      const escape = readEscape(source, at, quote, hasBraces);
      if (!escape) return { wrong: 'no such escape in a string', at };
      value += escape.value;
      at = escape.end;
    } else if (char === '\r') {
      value += '\n';
      at += source[at + 1] === '\n' ? 2 : 1;
      if (source[at - 1] === '\n') return { wrong: 'a string is not closed', at: start };
    } else {
      value += char;
      at += 1;
    }
  }
  return { value: bytesOf(value), end: at + 1 };
}

/** Reads `` `…` ``, in which two backticks stand for one. */
export function readRaw(source: string, start: number): Literal {
  let value = '';
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] !== '`') value += source[at];
    else if (source[at + 1] === '`') value += source[++at];
    else return { value: bytesOf(value), end: at + 1 };
  }
  return { wrong: 'a string is not closed', at: start };
}

function readEscape(source: string, at: number, quote: string, hasBraces: boolean): { value: string; end: number } | undefined {
  const letter = source[at + 1];
  if (letter === quote) return { value: quote, end: at + 2 };
  if (Object.hasOwn(SIMPLE, letter)) return { value: SIMPLE[letter], end: at + 2 };
  const octal = /^[0-3][0-7]{2}/.exec(source.slice(at + 1, at + 4));
  if (octal) return { value: codePoint(Number.parseInt(octal[0], 8)), end: at + 4 };
  const braces = hasBraces ? /^u\{([0-9a-fA-F]{1,6})\}/.exec(source.slice(at + 1, at + 10)) : null;
  if (braces) return ofCode(braces[1], at + 1 + braces[0].length);
  if (!Object.hasOwn(DIGITS, letter)) return undefined;
  const hex = source.slice(at + 2, at + 2 + DIGITS[letter]);
  return hex.length === DIGITS[letter] && /^[0-9a-fA-F]+$/.test(hex) ? ofCode(hex, at + 2 + hex.length) : undefined;
}

function ofCode(hex: string, end: number): { value: string; end: number } | undefined {
  const code = Number.parseInt(hex, 16);
  return code > LAST_CODE_POINT ? undefined : { value: codePoint(code), end };
}

/** Half of a surrogate pair is no character, and written as the replacement character. */
function codePoint(code: number): string {
  return code >= 0xD800 && code <= 0xDFFF ? '\uFFFD' : String.fromCodePoint(code);
}
