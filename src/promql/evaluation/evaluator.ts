import { aggregate, countValues, groupsOf } from './aggregate';
import { AGGREGATORS } from './aggregators';
import { callFunction } from './call-function';
import { elementOperationOf, scalarOperationOf } from './element-operation';
import { notImplemented } from './evaluation-error';
import { type QueryContext, type Steps } from './query-context';
import { readInstant } from './read-instant';
import { combineWithScalar, mapRows, onlyValues } from './row-operations';
import { mergeRows, type Row } from './rows';
import { combineSets } from './set-operators';
import { isStepInvariant } from './step-invariance';
import { TopK } from './top-k';
import { valueTypeOf } from './value-type';
import { matchVectors } from './vector-matching';
import { type Aggregation, type Binary, type Expression, type Unary } from '../ast';
import { withoutParentheses } from '../questions';

/** Evaluates the parts of one query at some steps. */
export class Evaluator {
  constructor(public readonly query: QueryContext, public readonly steps: Steps) {}

  /** The same query at other steps. */
  public at(steps: Steps): Evaluator {
    return new Evaluator(this.query, steps);
  }

  public timeOf(step: number): number {
    return this.steps.start + step * this.steps.interval;
  }

  /** The value of a vector at all steps. */
  public vector(node: Expression): readonly Row[] {
    if (this.steps.count > 1 && isStepInvariant(node)) return this.spread(node);
    return this.evaluate(node);
  }

  /** The value of a scalar at all steps. */
  public scalar(node: Expression): Float64Array {
    this.query.charge(this.steps.count, node);
    switch (node.kind) {
      case 'number':
        return new Float64Array(this.steps.count).fill(node.value);
      case 'parenthesis':
        return this.scalar(node.expression);
      case 'unary':
        return node.operator === '-' ? this.scalar(node.expression).map((value) => -value) : this.scalar(node.expression);
      case 'binary':
        return this.combineScalars(node);
      case 'call':
        return this.callScalar(node.function, node.args);
      default:
        throw notImplemented(node, `a scalar made of a ${node.kind}`);
    }
  }

  /** What is the same at all steps is evaluated at the first. */
  private spread(node: Expression): readonly Row[] {
    const { start, interval, count } = this.steps;
    const rows = this.at({ start, interval, count: 1 }).vector(node);
    this.query.charge(rows.length * count, node);
    return rows.map(({ labels, values: [value] }) => ({ labels, values: new Float64Array(count).fill(value) }));
  }

  private evaluate(node: Expression): readonly Row[] {
    switch (node.kind) {
      case 'vectorSelector':
        return readInstant(node, this.query.shift(this.steps, node), this.query, 'value');
      case 'parenthesis':
        return this.vector(node.expression);
      case 'unary':
        return this.negate(node);
      case 'binary':
        return this.combine(node);
      case 'aggregation':
        return this.aggregate(node);
      case 'call':
        return callFunction(this, node);
      default:
        throw notImplemented(node, `a vector made of a ${node.kind}`);
    }
  }

  private negate(node: Unary): readonly Row[] {
    const rows = this.vector(node.expression);
    return node.operator === '+' ? rows : mergeRows(mapRows(rows, (value) => -value), node);
  }

  private combine(node: Binary): readonly Row[] {
    const { operator, left, right, matching } = node;
    const { count } = this.steps;
    const isSet = operator === 'and' || operator === 'or' || operator === 'unless';
    const rows = isSet ? combineSets({ operator, matching }, this.vector(left), this.vector(right), count) : this.operate(node);
    this.query.charge(rows.length * count, node);
    return mergeRows(rows, node);
  }

  private operate(node: Binary): readonly Row[] {
    const { operator, left, right } = node;
    const operation = elementOperationOf(node);
    if (!operation) throw notImplemented(node, `the operator '${operator}', which is for native histograms,`);
    if (valueTypeOf(left) === 'scalar') return combineWithScalar(this.vector(right), this.scalar(left), operation, true);
    if (valueTypeOf(right) === 'scalar') return combineWithScalar(this.vector(left), this.scalar(right), operation, false);
    return matchVectors(node, this.vector(left), this.vector(right), operation, this.steps.count);
  }

  private combineScalars(node: Binary): Float64Array {
    const operation = scalarOperationOf(node);
    if (!operation) throw notImplemented(node, `the operator '${node.operator}' between scalars`);
    const [left, right] = [this.scalar(node.left), this.scalar(node.right)];
    return left.map((value, step) => operation(value, right[step]));
  }

  private aggregate(node: Aggregation): readonly Row[] {
    const { operator, expression, parameter, grouping } = node;
    const { count } = this.steps;
    if (operator === 'count_values' && parameter) {
      const label = withoutParentheses(parameter);
      return countValues(this.vector(expression), { label: label.kind === 'string' ? label.value : '', grouping, node, steps: count, query: this.query });
    }
    const start = AGGREGATORS[operator];
    const isTop = operator === 'topk';
    if (!start && !isTop && operator !== 'bottomk') throw notImplemented(node, `the aggregation '${operator}'`);
    const values = parameter && this.scalar(parameter);
    const groups = groupsOf(this.vector(expression), grouping);
    return start ? aggregate(groups, start, values, count) : new TopK(isTop, values ?? new Float64Array(count), node).of(groups, count);
  }

  private callScalar(name: string, args: readonly Expression[]): Float64Array {
    const { count } = this.steps;
    if (name === 'pi') return new Float64Array(count).fill(Math.PI);
    if (name === 'time') return Float64Array.from({ length: count }, (_, step) => this.timeOf(step) / 1000);
    return onlyValues(this.vector(args[0]), count);
  }
}
