import { type Aggregation, type Binary, type Call, type Expression, type VectorSelector } from './ast';
import { metricOf, selectorsIn } from './questions';

const SCALARS = new Set(['scalar', 'time', 'pi']);
const SET_OPERATORS = new Set(['and', 'or', 'unless']);
/** Functions that answer with one element at most, whatever they are given. */
const SINGLE = new Set(['vector', 'absent', 'absent_over_time', ...SCALARS]);
/** Functions of counters, which each pod has of its own. */
const OF_COUNTERS = new Set(['rate', 'irate', 'increase', 'idelta', 'delta']);
/** Functions that make one number of the buckets of a histogram. */
const OF_BUCKETS = new Set(['histogram_quantile', 'histogram_fraction']);
/** Aggregations that keep as many series of each group as their parameter says. */
const KEEPING = new Set(['topk', 'bottomk']);

/**
 * What each of several elements of an answer would be for, in words; undefined where there is one at most, or nobody can tell.
 *
 * A gauge that is asked for by exact labels gets the benefit of the doubt, and so does what a recording rule has made.
 */
export function severalSeries(expression: Expression, lost: ReadonlySet<string> = new Set()): string | undefined {
  switch (expression.kind) {
    case 'vectorSelector':
      return severalSelected(expression);
    case 'matrixSelector':
      return severalSeries(expression.selector, lost);
    case 'aggregation':
      return severalGroups(expression, lost);
    case 'call':
      return severalReturned(expression, lost);
    case 'binary':
      return severalMatched(expression, lost);
    case 'parenthesis':
    case 'unary':
    case 'subquery':
      return severalSeries(expression.expression, lost);
    default:
      return undefined;
  }
}

function severalSelected(selector: VectorSelector): string | undefined {
  const metric = metricOf(selector);
  if (metric?.includes(':')) return undefined;
  const isOpen = metric?.startsWith('istio_') || selector.matchers.some(({ operator }) => operator !== '=');
  return isOpen ? `each series of ${metric ?? 'its selector'}` : undefined;
}

function severalGroups({ operator, expression, parameter, grouping }: Aggregation, lost: ReadonlySet<string>): string | undefined {
  if (operator === 'count_values') return 'each value';
  const keepsOne = parameter?.kind === 'number' && parameter.value === 1;
  if (KEEPING.has(operator) && !keepsOne) return severalSeries(expression, lost);
  if (!grouping) return undefined;
  if (grouping.without) return severalSeries(expression, new Set([...lost, ...grouping.labels])) && `each group without ${grouping.labels.join(', ')}`;
  const free = grouping.labels.filter((label) => !lost.has(label) && !isPinned(expression, label));
  return free.length === 0 ? undefined : `each ${free.join(', ')}`;
}

/** Whether all that is selected has one value of a label. */
function isPinned(expression: Expression, label: string): boolean {
  const selectors = selectorsIn(expression);
  return selectors.length > 0 && selectors.every(({ selector }) => selector.matchers.some((matcher) => matcher.label === label && matcher.operator === '='));
}

function severalReturned({ function: name, args }: Call, lost: ReadonlySet<string>): string | undefined {
  if (SINGLE.has(name)) return undefined;
  if (OF_BUCKETS.has(name)) return severalSeries(args[args.length - 1], new Set([...lost, 'le']));
  const [first] = args;
  if (OF_COUNTERS.has(name) && first?.kind === 'matrixSelector') return severalSeries(first, lost) ?? severalCounters(first.selector);
  return args.map((arg) => severalSeries(arg, lost)).find((reason) => reason !== undefined);
}

function severalCounters(selector: VectorSelector): string | undefined {
  const metric = metricOf(selector);
  return metric?.includes(':') ? undefined : `each series of ${metric ?? 'its selector'}`;
}

function severalMatched({ operator, left, right, matching }: Binary, lost: ReadonlySet<string>): string | undefined {
  const ofLeft = severalSeries(left, lost);
  const ofRight = severalSeries(right, lost);
  if (operator === 'or') return ofLeft ?? ofRight;
  if (SET_OPERATORS.has(operator) || isScalar(right) || matching?.group === 'left') return ofLeft;
  if (isScalar(left) || matching?.group === 'right') return ofRight;
  // One to one: where a side is one element, no more are left.
  return ofLeft && ofRight ? ofLeft : undefined;
}

function isScalar(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
      return true;
    case 'call':
      return SCALARS.has(expression.function);
    case 'parenthesis':
    case 'unary':
      return isScalar(expression.expression);
    case 'binary':
      return isScalar(expression.left) && isScalar(expression.right);
    default:
      return false;
  }
}
