import { type Node } from './ast';
import { isBuiltin, predicateShape } from './builtin-names';
import { parseExpression, parseSequence } from './parser';
import { type Token } from './token';
import { type TokenStream } from './token-stream';

/** Reads the arguments of a call, behind those that a pipe has given it. */
export function parseCall(stream: TokenStream, { value: name, offset }: Token, given: Node[]): Node {
  const shape = predicateShape(name, stream.dialect);
  if (shape) return stream.make(offset, { kind: 'builtin', name, args: parsePredicateArguments(stream, shape, given) });
  if (isBuiltin(name, stream.dialect)) return stream.make(offset, { kind: 'builtin', name, args: [...given, ...parseArguments(stream)] });
  const callee = stream.make(offset, { kind: 'identifier', name });
  return stream.make(offset, { kind: 'call', callee, args: [...given, ...parseArguments(stream)] });
}

export function parseArguments(stream: TokenStream): Node[] {
  const args: Node[] = [];
  stream.expect('bracket', '(');
  while (!stream.is('bracket', ')')) {
    if (args.length > 0) stream.expect('operator', ',');
    // Only the newer dialect lets a comma follow the last argument.
    if (args.length > 0 && stream.dialect.hasSequences && stream.is('bracket', ')')) break;
    args.push(parseExpression(stream, 0));
  }
  stream.expect('bracket', ')');
  return args;
}

/** By its shape an argument is `e` an expression or `p` a predicate, and optional as a capital. */
function parsePredicateArguments(stream: TokenStream, shape: string, given: Node[]): Node[] {
  const args = [...given];
  stream.expect('bracket', '(');
  const rest = [...shape].slice(given.length);
  for (const [index, kind] of rest.entries()) {
    const isOptional = kind !== kind.toLowerCase();
    if (isOptional && (stream.dialect.hasSequences ? stream.is('bracket', ')') : !stream.is('operator', ','))) break;
    if (index > 0) stream.expect('operator', ',');
    args.push(kind.toLowerCase() === 'p' ? parsePredicate(stream) : parseExpression(stream, 0));
  }
  if (stream.dialect.hasSequences && stream.is('operator', ',')) stream.next();
  stream.expect('bracket', ')');
  return args;
}

function parsePredicate(stream: TokenStream): Node {
  const { offset } = stream.current;
  const hasBraces = stream.is('bracket', '{');
  if (hasBraces) stream.next();
  stream.predicates += 1;
  const node = hasBraces && stream.dialect.hasSequences ? parseSequence(stream) : parseExpression(stream, 0);
  stream.predicates -= 1;
  if (hasBraces) stream.expect('bracket', '}');
  return stream.make(offset, { kind: 'predicate', node });
}
