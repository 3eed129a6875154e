import { type Made, type Node } from './ast';
import { parseNumber } from './number-literal';
import { UNARY } from './operators';
import { parseCall } from './parse-call';
import { parsePostfix } from './parse-postfix';
import { parseExpression, parseSequence } from './parser';
import { isToken, type Token } from './token';
import { type TokenStream } from './token-stream';

const CONSTANTS: Readonly<Record<string, Made>> = {
  true: { kind: 'bool', value: true },
  false: { kind: 'bool', value: false },
  nil: { kind: 'nil' },
};

/** Reads an operand with what stands directly before and behind it. */
export function parsePrimary(stream: TokenStream): Node {
  const token = stream.current;
  if (token.kind === 'operator' && Object.hasOwn(UNARY, token.value)) return parseUnary(stream, token);
  if (isToken(token, 'bracket', '(')) {
    stream.next();
    const node = stream.dialect.hasSequences ? parseSequence(stream) : parseExpression(stream, 0);
    stream.expect('bracket', ')');
    return parsePostfix(stream, node);
  }
  if (isToken(token, 'operator', '#') || isToken(token, 'operator', '.')) return parsePointer(stream, token);
  if (isToken(token, 'operator', '::')) {
    stream.next();
    return parsePostfix(stream, parseCall(stream, stream.expect('identifier'), []));
  }
  return parseSecondary(stream, token);
}

function parseUnary(stream: TokenStream, { value: operator, offset }: Token): Node {
  stream.next();
  const node = parseExpression(stream, UNARY[operator]);
  return parsePostfix(stream, stream.make(offset, { kind: 'unary', operator, node }));
}

/** `#`, `#index` or, where a member follows, nothing at all: `all(x, .ok)`. */
function parsePointer(stream: TokenStream, token: Token): Node {
  if (stream.predicates === 0) throw stream.error(`'${token.text}' means an element, and there is none outside of a predicate such as all(result, # > 1)`);
  let name = '';
  if (token.value === '#') {
    stream.next();
    if (stream.is('identifier')) name = stream.next().value;
  }
  return parsePostfix(stream, stream.make(token.offset, { kind: 'pointer', name }));
}

function parseSecondary(stream: TokenStream, token: Token): Node {
  switch (token.kind) {
    case 'identifier': {
      stream.next();
      if (Object.hasOwn(CONSTANTS, token.value)) return stream.make(token.offset, CONSTANTS[token.value]);
      const node = stream.is('bracket', '(') ? parseCall(stream, token, []) : stream.make(token.offset, { kind: 'identifier', name: token.value });
      return parsePostfix(stream, node);
    }
    case 'number':
      stream.next();
      return parseNumber(stream, token);
    case 'string': {
      stream.next();
      const node = stream.make(token.offset, { kind: 'string', value: token.value });
      // The older dialect has no part of a string that is written.
      return stream.dialect.hasSequences ? parsePostfix(stream, node) : node;
    }
    default:
      if (isToken(token, 'bracket', '[')) return parsePostfix(stream, parseArray(stream));
      if (isToken(token, 'bracket', '{')) return parsePostfix(stream, parseMap(stream));
      throw stream.unexpected('a value');
  }
}

function parseArray(stream: TokenStream): Node {
  const { offset } = stream.next();
  const nodes: Node[] = [];
  while (!stream.is('bracket', ']')) {
    if (nodes.length > 0) stream.expect('operator', ',');
    // A comma may follow the last element.
    if (nodes.length > 0 && stream.is('bracket', ']')) break;
    nodes.push(parseExpression(stream, 0));
  }
  stream.expect('bracket', ']');
  return stream.make(offset, { kind: 'array', nodes });
}

function parseMap(stream: TokenStream): Node {
  const { offset } = stream.next();
  const pairs: { key: Node; value: Node }[] = [];
  while (!stream.is('bracket', '}')) {
    if (pairs.length > 0) stream.expect('operator', ',');
    if (pairs.length > 0 && stream.is('bracket', '}')) break;
    const key = parseKey(stream);
    stream.expect('operator', ':');
    pairs.push({ key, value: parseExpression(stream, 0) });
  }
  stream.expect('bracket', '}');
  return stream.make(offset, { kind: 'map', pairs });
}

function parseKey(stream: TokenStream): Node {
  if (stream.is('bracket', '(')) return parseExpression(stream, 0);
  if (!stream.is('number') && !stream.is('string') && !stream.is('identifier')) throw stream.unexpected('a name, a string, a number or an expression in parentheses');
  const { offset, value } = stream.next();
  return stream.make(offset, { kind: 'string', value });
}
