import { type Node } from './ast';
import { type Dialect } from './dialect';
import { tokensOf } from './lexer';
import { BINARY, COMPARISONS, isBinary, NEGATABLE, TO_THE_RIGHT } from './operators';
import { parseCall } from './parse-call';
import { parsePrimary } from './parse-operand';
import { type Token } from './token';
import { TokenStream } from './token-stream';

/**
 * Reads a condition as its dialect does, with what is odd about it.
 *
 * @see https://github.com/expr-lang/expr/blob/v1.17.7/parser/parser.go
 */
export function parse(source: string, dialect: Dialect): Node {
  const stream = new TokenStream(tokensOf(source, dialect), dialect);
  const node = parseSequence(stream);
  if (!stream.is('end')) throw stream.unexpected('an operator or the end');
  return node;
}

/** Reads expressions with `;` between them where there are such. */
export function parseSequence(stream: TokenStream): Node {
  const first = parseExpression(stream, 0);
  const nodes = [first];
  while (stream.dialect.hasSequences && stream.is('operator', ';')) {
    stream.next();
    if (stream.is('end')) break;
    nodes.push(parseExpression(stream, 0));
  }
  return nodes.length === 1 ? first : stream.make(first.offset, { kind: 'sequence', nodes });
}

/** Reads an expression of operators that bind at least as strongly as this. */
export function parseExpression(stream: TokenStream, precedence: number): Node {
  return stream.nested(() => {
    if (precedence === 0 && stream.is('operator', 'let')) return parseLet(stream);
    if (precedence === 0 && stream.is('operator', 'if')) return parseIf(stream);
    const node = parseOperators(stream, precedence);
    return precedence === 0 ? parseConditional(stream, node) : node;
  });
}

function parseOperators(stream: TokenStream, precedence: number): Node {
  let left = parsePrimary(stream);
  let before = '';
  while (stream.is('operator')) {
    const not = stream.is('operator', 'not') ? stream.current : undefined;
    if (not && !readNot(stream, precedence)) break;
    const operator = stream.current;
    if (!isBinary(operator.value) || BINARY[operator.value] < precedence) break;
    stream.next();
    left = parseOperation(stream, left, operator, before, not);
    before = operator.value;
  }
  return left;
}

/** Reads the `not` before an operator; the older dialect reads it before anything, and may forget it. */
function readNot(stream: TokenStream, precedence: number): boolean {
  stream.next();
  if (stream.dialect.swallowsNot) return true;
  if (!NEGATABLE.has(stream.current.value)) throw stream.unexpected('in, matches, contains, startsWith or endsWith');
  if (BINARY[stream.current.value] >= precedence) return true;
  stream.back();
  return false;
}

function parseOperation(stream: TokenStream, left: Node, operator: Token, before: string, not?: Token): Node {
  if (operator.value === '|') return parseCall(stream, stream.expect('identifier'), [left]);
  if (before === '??' && operator.value !== '??') {
    throw stream.error(`'${operator.value}' and '??' cannot be mixed without parentheses`, operator.offset);
  }
  if (stream.dialect.chainsComparisons && COMPARISONS.has(operator.value)) return parseComparisons(stream, left, operator);
  const strength = BINARY[operator.value];
  const right = parseExpression(stream, TO_THE_RIGHT.has(operator.value) ? strength : strength + 1);
  const node = stream.make(operator.offset, { kind: 'binary', operator: operator.value, left, right });
  return not ? stream.make(not.offset, { kind: 'unary', operator: 'not', node }) : node;
}

/** `1 < x < 3` compares x twice. */
function parseComparisons(stream: TokenStream, first: Node, operator: Token): Node {
  let root: Node | undefined;
  let left = first;
  for (let token = operator; ; token = stream.next()) {
    const right = parseExpression(stream, BINARY[token.value] + 1);
    const comparison = stream.make(token.offset, { kind: 'binary', operator: token.value, left, right });
    root = root ? stream.make(token.offset, { kind: 'binary', operator: '&&', left: root, right: comparison }) : comparison;
    left = right;
    if (!stream.is('operator') || !COMPARISONS.has(stream.current.value)) return root;
  }
}

function parseLet(stream: TokenStream): Node {
  stream.next();
  const name = stream.expect('identifier');
  stream.expect('operator', '=');
  const value = parseExpression(stream, 0);
  stream.expect('operator', ';');
  const body = stream.dialect.hasSequences ? parseSequence(stream) : parseExpression(stream, 0);
  return stream.make(name.offset, { kind: 'let', name: name.value, value, body });
}

function parseIf(stream: TokenStream): Node {
  const { offset } = stream.next();
  const condition = parseExpression(stream, 0);
  const yes = parseBlock(stream);
  stream.expect('operator', 'else');
  const no = stream.is('operator', 'if') ? stream.nested(() => parseIf(stream)) : parseBlock(stream);
  return stream.make(offset, { kind: 'conditional', condition, yes, no }, false);
}

function parseBlock(stream: TokenStream): Node {
  stream.expect('bracket', '{');
  const node = parseSequence(stream);
  stream.expect('bracket', '}');
  return node;
}

function parseConditional(stream: TokenStream, before: Node): Node {
  let node = before;
  while (stream.is('operator', '?')) {
    const { offset } = stream.next();
    let yes = node;
    if (stream.is('operator', ':')) {
      stream.next();
    } else {
      yes = parseExpression(stream, 0);
      stream.expect('operator', ':');
    }
    const no = parseExpression(stream, 0);
    node = stream.make(offset, { kind: 'conditional', condition: node, yes, no });
  }
  return node;
}
