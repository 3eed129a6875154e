import { type Matcher, type VectorSelector } from '../ast';
import { type Labels, METRIC_NAME } from './labels';
import { compileAnchored } from '../regex';
import { type Semantics } from './semantics';
import { EvaluationError } from '../evaluation/evaluation-error';

/** Texts without a sign of an expression are what they say. */
const LITERAL = /^[^\\^$.|?*+()[\]{}]*$/;
const ALTERNATIVES = /^[^\\^$.?*+()[\]{}]*$/;

/** A selector that is ready to be asked about many series. */
export class Selection {
  /** The only name that matches, where one is written. */
  public readonly name: string | undefined;
  private readonly tests: readonly { readonly label: string; readonly admits: (value: string) => boolean }[];

  constructor(selector: VectorSelector, semantics: Semantics) {
    const { name, matchers } = selector;
    this.name = name ?? matchers.find(({ label, operator }) => label === METRIC_NAME && operator === '=')?.value;
    const named = name === undefined ? [] : [{ label: METRIC_NAME, admits: (value: string) => value === name }];
    this.tests = [...named, ...matchers.map((matcher) => ({ label: matcher.label, admits: testOf(matcher, semantics) }))];
  }

  public admits(labels: Labels): boolean {
    return this.tests.every(({ label, admits }) => admits(labels.get(label)));
  }
}

function testOf(matcher: Matcher, semantics: Semantics): (value: string) => boolean {
  const { operator, value: wanted } = matcher;
  if (operator === '=') return (value) => value === wanted;
  if (operator === '!=') return (value) => value !== wanted;
  const matches = remember(expressionOf(matcher, semantics));
  return operator === '=~' ? matches : (value) => !matches(value);
}

function expressionOf(matcher: Matcher, semantics: Semantics): (value: string) => boolean {
  const { value: pattern } = matcher;
  if (LITERAL.test(pattern)) return (value) => value === pattern;
  if (ALTERNATIVES.test(pattern)) {
    const alternatives = new Set(pattern.split('|'));
    return (value) => alternatives.has(value);
  }
  try {
    const expression = compileAnchored(pattern, semantics);
    return (value) => expression.testExact(value);
  } catch (error) {
    throw new EvaluationError('usage', matcher, `'${pattern}' is no regular expression of RE2: ${(error as Error).message}`);
  }
}

/** A label has few values, and many series have the same. */
function remember(test: (value: string) => boolean): (value: string) => boolean {
  const known = new Map<string, boolean>();
  return (value) => {
    let answer = known.get(value);
    if (answer === undefined) {
      answer = test(value);
      known.set(value, answer);
    }
    return answer;
  };
}
