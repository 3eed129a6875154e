import { type Matcher } from './ast';
import { labelRegex } from './regex';

/** Whether a matcher lets a value of its label through; a label that a series does not have is empty. */
export function matches({ operator, value }: Matcher, actual: string): boolean {
  switch (operator) {
    case '=':
      return actual === value;
    case '!=':
      return actual !== value;
    case '=~':
      return matchesRegex(value, actual);
    default:
      return !matchesRegex(value, actual);
  }
}

export function matchesEmpty(matcher: Matcher): boolean {
  return matches(matcher, '');
}

function matchesRegex(pattern: string, actual: string): boolean {
  return labelRegex(pattern)?.(actual) ?? false;
}
