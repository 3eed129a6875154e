import { type Expression } from './ast';
import { expectedAfter } from './expected';
import { type GrammarText, grammarTextOf, type Place } from './grammar-text';
import { tokensOf } from './lexer';
import { type QueryProblem, Refusal, refuse } from './problem';
import { readTree } from './reader';
import { syntaxTreeOf } from './syntax-tree';
import { type Token } from './token';
import { nearest } from '../manifest/nearest';

/** A query that was read, or the first thing that is wrong with it. */
export type Parsed =
  | { readonly expression: Expression; readonly problem?: undefined }
  | { readonly problem: QueryProblem; readonly expression?: undefined };

/** More than any query that a person or a program writes. */
const MOST_WORDS = 20_000;

const WORDS_BEHIND_A_VALUE = ['and', 'or', 'unless', 'atan2', 'offset', 'by', 'without'];

/**
 * Reads a query as Prometheus 3 does without feature flags; types are not checked. Never throws.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
export function parse(query: string): Parsed {
  try {
    return { expression: read(query) };
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem };
    throw error;
  }
}

function read(query: string): Expression {
  const { tokens, problem } = tokensOf(query);
  if (tokens.length === 0 && !problem) refuse('the query is empty', { start: 0, end: 0 }, { expected: 'an expression' });
  if (tokens.length > MOST_WORDS) refuse(`more than ${MOST_WORDS} words are not read; split the query`, tokens[MOST_WORDS]);
  const grammar = grammarTextOf(tokens);
  const tree = syntaxTreeOf(grammar.text);
  if (!('stuckAt' in tree)) {
    if (problem) throw new Refusal(problem);
    return readTree(query, tokens, grammar.tokenAt, tree);
  }
  const index = grammar.tokenAt[tree.stuckAt] ?? tokens.length;
  if (problem && index >= tokens.length) throw new Refusal(problem);
  return refuseToken(query, tokens, index, grammar);
}

function refuseToken(query: string, tokens: readonly Token[], index: number, { places }: GrammarText): never {
  const token = tokens.at(index);
  const previous = tokens[index - 1];
  const expected = expectedAfter(previous, places[index]);
  if (index >= tokens.length || !token) refuse('the query ends too early', { start: query.length, end: query.length }, { expected });
  if (previous?.text === ',' && ',)'.includes(token.text) && places[index].inside === 'call') refuse('an argument must stand behind the comma', previous, { token: ',', expected });
  const isDurationExpression = places[index].inside === 'brackets' && (token.kind === 'keyword' || '+-*/%^('.includes(token.text));
  if (isDurationExpression) refuse('duration expressions are experimental, and a server refuses them unless told otherwise', token, { token: token.text, expected });
  const suggestion = suggestionFor(token, places[index]);
  refuse(`unexpected '${token.text.slice(0, 40)}'`, token, { token: token.text, expected, ...(suggestion ? { suggestion } : {}) });
}

/** One letter more or less makes any short word another. */
function suggestionFor({ kind, text }: Token, { operand, inside }: Place): string | undefined {
  const isBehindValue = kind === 'identifier' && !operand && (inside === undefined || inside === 'call' || inside === 'parenthesis');
  return isBehindValue && text.length > 2 ? nearest(text, WORDS_BEHIND_A_VALUE) : undefined;
}
