import { type Place } from './grammar-text';
import { type Token } from './token';

/** What could have stood after a token: for people, so the likely things and not all. */
export function expectedAfter(previous: Token | undefined, { operand, inside }: Place): string {
  if (inside === 'braces') return inBraces(previous);
  if (inside === 'labels' || inside === 'matchingLabels') return isSymbol(previous, '(,') ? 'a label or \')\'' : '\',\' or \')\'';
  if (inside === 'brackets') return isSymbol(previous, '[:-+') ? 'a duration, as in [5m] or [1h:1m]' : '\':\' or \']\'';
  if (previous?.kind === 'symbol' && previous.text === '@') return 'a time in seconds, start() or end()';
  if (previous?.kind === 'keyword' && ['by', 'without', 'on', 'ignoring'].includes(previous.text)) return 'labels in parentheses';
  if (previous?.kind === 'keyword' && previous.text === 'offset' && !operand) return 'a duration';
  if (operand) return 'a metric, a function, a number or \'(\'';
  if (inside === 'call') return 'an operator, \',\' or \')\'';
  return inside ? 'an operator or \')\'' : 'an operator or the end';
}

function inBraces(previous?: Token): string {
  if (isSymbol(previous, '{,')) return 'a label or \'}\'';
  if (previous?.kind === 'identifier') return '\'=\', \'!=\', \'=~\' or \'!~\'';
  return previous?.kind === 'string' ? '\',\' or \'}\'' : 'a quoted string';
}

function isSymbol(token: Token | undefined, symbols: string): boolean {
  return token?.kind === 'symbol' && symbols.includes(token.text);
}
