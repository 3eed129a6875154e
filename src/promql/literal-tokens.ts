import { type NumberLiteral } from './ast';
import { durationOf, numberOf } from './literal';
import { refuse } from './problem';
import { type Token } from './token';

/** Durations are held as nanoseconds in 63 bits. */
const LONGEST_SECONDS = 2 ** 63 / 1e9;

const MOST_MILLISECONDS = 2 ** 63;

export function numberOfToken(token: Token): NumberLiteral {
  return { kind: 'number', value: valueOf(token), duration: token.kind === 'duration', start: token.start, end: token.end };
}

/** The seconds of a duration with its signs, rounded to nanoseconds. */
export function durationBetween(tokens: readonly Token[], first: number, last: number, mustBePositive = false): number {
  const number = lastNumber(tokens, first, last);
  const seconds = valueOf(number) * signOf(tokens, first, last);
  const span = { start: tokens[first].start, end: number.end };
  if (!(Math.abs(seconds) <= LONGEST_SECONDS)) refuse('the duration is out of range', span, { token: number.text, expected: 'less than 292 years' });
  if (mustBePositive && seconds <= 0) refuse('the duration must be greater than 0', span, { token: number.text });
  return Math.round(seconds * 1e9) / 1e9;
}

/** The seconds behind an `@`, rounded to milliseconds, or which end of the range. */
export function timeBetween(tokens: readonly Token[], first: number, last: number): number | 'start' | 'end' {
  const { kind, text } = tokens[first];
  if (kind === 'keyword') return text === 'start' ? 'start' : 'end';
  const number = lastNumber(tokens, first, last);
  const seconds = valueOf(number) * signOf(tokens, first, last);
  if (!(Math.abs(seconds) < MOST_MILLISECONDS)) refuse('the time behind \'@\' is out of range', { start: tokens[first].start, end: number.end }, { token: number.text });
  return Math.sign(seconds) * Math.round(Math.abs(seconds) * 1000) / 1000;
}

function lastNumber(tokens: readonly Token[], first: number, last: number): Token {
  return tokens.slice(first, last + 1).find(({ kind }) => kind === 'number' || kind === 'duration') ?? tokens[last];
}

function signOf(tokens: readonly Token[], first: number, last: number): 1 | -1 {
  return tokens.slice(first, last + 1).filter(({ text }) => text === '-').length % 2 === 0 ? 1 : -1;
}

function valueOf(token: Token): number {
  if (token.kind === 'duration') {
    const duration = durationOf(token.text);
    return 'error' in duration ? refuse(duration.error, token, { token: token.text, expected: 'whole numbers with the units y, w, d, h, m, s and ms, each once and in this order' }) : duration.seconds;
  }
  return numberOf(token.text) ?? refuse(`'${token.text.slice(0, 40)}' is no number, or too large for one`, token, { token: token.text, expected: 'a number' });
}
