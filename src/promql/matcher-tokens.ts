import { type Matcher, type MatchOperator } from './ast';
import { refuse } from './problem';
import { labelRegex } from './regex';
import { type Token } from './token';
import { unquote } from './unquote';

/** Engines need seconds for what is much longer. */
const LONGEST_REGEX = 10_000;

export const METRIC_NAME = '__name__';

/** `label="value"`, the label quoted or not. */
export function matcherOf(query: string, label: Token, { text: operator }: Token, value: Token): Matcher {
  const place = { start: label.start, end: value.end };
  const matcher: Matcher = { label: nameOf(query, label), operator: operator as MatchOperator, value: unquote(value.text), ...place };
  const isRegex = operator === '=~' || operator === '!~';
  if (isRegex && matcher.value.length > LONGEST_REGEX) refuse(`a regular expression of more than ${LONGEST_REGEX} characters is not read`, matcher);
  if (isRegex && !labelRegex(matcher.value)) {
    refuse(`'${matcher.value.slice(0, 80)}' is no regular expression of RE2`, matcher, { token: value.text, expected: 'the syntax of https://github.com/google/re2/wiki/Syntax' });
  }
  return matcher;
}

/** `{"metric"}`. */
export function nameMatcherOf({ text, start, end }: Token): Matcher {
  return { label: METRIC_NAME, operator: '=', value: unquote(text), start, end };
}

/** A label in a list of labels. */
export function labelOf(query: string, token: Token): string {
  const label = nameOf(query, token);
  return label === '' ? refuse('a label must have a name', token, { token: token.text }) : label;
}

function nameOf(query: string, { kind, text, start, end }: Token): string {
  return kind === 'string' ? unquote(text) : query.slice(start, end);
}
