import { type Node } from './ast';
import { parseArguments } from './parse-call';
import { parseExpression } from './parser';
import { type TokenStream } from './token-stream';

const NAME = /^[\p{L}_$][\p{L}\p{Nd}_$]*$/u;

/** Reads what may stand behind an operand: members, indices and slices. */
export function parsePostfix(stream: TokenStream, operand: Node): Node {
  let node = operand;
  while (true) {
    if (stream.is('operator', '.') || stream.is('operator', '?.')) {
      const optional = stream.next().value === '?.';
      const isIndex = optional && stream.dialect.hasSequences && stream.is('bracket', '[');
      node = isIndex ? parseBrackets(stream, node, true) : parseMember(stream, node, optional);
    } else if (stream.is('bracket', '[')) {
      node = parseBrackets(stream, node, false);
    } else {
      return node;
    }
  }
}

function parseMember(stream: TokenStream, base: Node, optional: boolean): Node {
  const token = stream.current;
  // Words such as `not` and `matches` are names here.
  if (token.kind !== 'identifier' && !(token.kind === 'operator' && NAME.test(token.value))) throw stream.unexpected('a name');
  stream.next();
  const property = stream.make(token.offset, { kind: 'string', value: token.value });
  const isChain = base.kind === 'chain';
  const member = stream.make(token.offset, { kind: 'member', node: isChain ? base.node : base, property, optional });
  const node = stream.is('bracket', '(') ? stream.make(token.offset, { kind: 'call', callee: member, args: parseArguments(stream) }) : member;
  return isChain || optional ? stream.make(token.offset, { kind: 'chain', node }) : node;
}

function parseBrackets(stream: TokenStream, node: Node, optional: boolean): Node {
  const { offset } = stream.next();
  const from = stream.is('operator', ':') ? undefined : parseExpression(stream, 0);
  if (from && !stream.is('operator', ':')) {
    const member = stream.make(offset, { kind: 'member', node, property: from, optional });
    const result = optional ? stream.make(offset, { kind: 'chain', node: member }) : member;
    stream.expect('bracket', ']');
    return result;
  }
  stream.next();
  const to = stream.is('bracket', ']') ? undefined : parseExpression(stream, 0);
  const slice = stream.make(offset, { kind: 'slice', node, from, to });
  stream.expect('bracket', ']');
  return slice;
}
