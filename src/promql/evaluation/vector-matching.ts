import { type Binary, type VectorMatching } from '../ast';
import { type ElementOperation } from './element-operation';
import { duplicateSeries, EvaluationError } from './evaluation-error';
import { isPresent, type Row, RowBuilder } from './rows';
import { type Labels, METRIC_NAME } from '../series/labels';

const BY_ALL_LABELS: VectorMatching = { on: false, labels: [], include: [] };

/** The text by which series of two sides find each other. */
export function signatureOf(matching: VectorMatching | undefined): (labels: Labels) => string {
  const { on, labels: names } = matching ?? BY_ALL_LABELS;
  if (on) return (labels) => labels.keyWith(names);
  const left = [METRIC_NAME, ...names];
  return (labels) => labels.keyWithout(left);
}

/** Numbers the signatures of all rows of both sides. */
export function numbered(rows: readonly Row[], signature: (labels: Labels) => string, numbers: Map<string, number>): Int32Array {
  return Int32Array.from(rows, ({ labels }) => {
    const key = signature(labels);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
}

/**
 * Joins two vectors step by step: one of a side meets one of the other, or with `group_left` and `group_right` many meet one.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching
 */
export function matchVectors(node: Binary, left: readonly Row[], right: readonly Row[], operation: ElementOperation, steps: number): Row[] {
  return new Join(node, left, right, operation, steps).run();
}

interface Output {
  readonly labels: Labels;
  readonly builder: RowBuilder;
  /** The last step at which it was met, and by which signatures. */
  metAt: number;
  metBy: number[];
}

class Join {
  private readonly matching: VectorMatching;
  private readonly many: readonly Row[];
  private readonly one: readonly Row[];
  private readonly isSwapped: boolean;
  private readonly manyNumbers: Int32Array;
  private readonly oneNumbers: Int32Array;
  private readonly outputs = new Map<string, Output>();
  /** What each of the many became with its last partner; mostly that is its only one. */
  private readonly lastOutput: Output[] = [];
  private readonly lastPartner: Int32Array;
  /** For each signature the row of the one side at this step, and whether it was met. */
  private readonly partner: Int32Array;
  private readonly isMet: Uint8Array;

  constructor(
    private readonly node: Binary,
    left: readonly Row[],
    right: readonly Row[],
    private readonly operation: ElementOperation,
    private readonly steps: number,
  ) {
    this.matching = node.matching ?? BY_ALL_LABELS;
    this.isSwapped = this.matching.group === 'right';
    [this.many, this.one] = this.isSwapped ? [right, left] : [left, right];
    const numbers = new Map<string, number>();
    const signature = signatureOf(this.matching);
    this.manyNumbers = numbered(this.many, signature, numbers);
    this.oneNumbers = numbered(this.one, signature, numbers);
    this.lastPartner = new Int32Array(this.many.length).fill(-1);
    this.partner = new Int32Array(numbers.size);
    this.isMet = new Uint8Array(numbers.size);
  }

  public run(): Row[] {
    for (let step = 0; step < this.steps; step++) this.join(step);
    return [...this.outputs.values()].filter(({ builder }) => builder.count > 0).map(({ labels, builder }) => builder.row(labels));
  }

  private join(step: number): void {
    // With nothing on one side nothing can be wrong on the other.
    if (!this.many.some((row) => isPresent(row, step))) return;
    this.findPartners(step);
    this.isMet.fill(0);
    for (let index = 0; index < this.many.length; index++) {
      const partner = this.partner[this.manyNumbers[index]];
      if (partner >= 0 && isPresent(this.many[index], step)) this.meet(index, partner, step);
    }
  }

  private findPartners(step: number): void {
    this.partner.fill(-1);
    for (let index = 0; index < this.one.length; index++) {
      if (!isPresent(this.one[index], step)) continue;
      const number = this.oneNumbers[index];
      if (this.partner[number] >= 0) throw this.ambiguous(this.one[index].labels, this.one[this.partner[number]].labels);
      this.partner[number] = index;
    }
  }

  private meet(index: number, partner: number, step: number): void {
    const output = this.outputOf(index, partner);
    this.refuseSecond(this.manyNumbers[index], output, step);
    const [many, one] = [this.many[index].values[step], this.one[partner].values[step]];
    const [left, right] = this.isSwapped ? [one, many] : [many, one];
    if (!this.operation.keeps(left, right)) return;
    if (output.builder.has(step)) throw duplicateSeries(this.node);
    output.builder.set(step, this.operation.value(left, right));
  }

  private refuseSecond(number: number, output: Output, step: number): void {
    if (!this.matching.group) {
      if (this.isMet[number]) throw this.fail('multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)');
      this.isMet[number] = 1;
      return;
    }
    if (output.metAt !== step) output.metBy = [];
    output.metAt = step;
    if (output.metBy.includes(number)) throw this.fail('multiple matches for labels: grouping labels must ensure unique matches');
    output.metBy.push(number);
  }

  private outputOf(index: number, partner: number): Output {
    if (this.lastPartner[index] === partner) return this.lastOutput[index];
    const labels = this.labelsOf(this.many[index].labels, this.one[partner].labels);
    let output = this.outputs.get(labels.key);
    if (!output) this.outputs.set(labels.key, output = { labels, builder: new RowBuilder(this.steps), metAt: -1, metBy: [] });
    this.lastPartner[index] = partner;
    this.lastOutput[index] = output;
    return output;
  }

  private labelsOf(many: Labels, one: Labels): Labels {
    const { on, labels: names, group, include } = this.matching;
    let labels = this.operation.dropsName ? many.withoutName() : many;
    if (!group) labels = on ? labels.only(names) : labels.without(names);
    for (const name of include) labels = labels.with(name, one.get(name));
    return labels;
  }

  private ambiguous(labels: Labels, other: Labels): EvaluationError {
    const { on, labels: names } = this.matching;
    const group = on ? labels.only(names) : labels.without([METRIC_NAME, ...names]);
    const side = this.isSwapped ? 'left' : 'right';
    return this.fail(`found duplicate series for the match group ${group.toString()} on the ${side} hand-side of the operation: [${labels.toString()}, ${other.toString()}]`
      + ';many-to-many matching not allowed: matching labels must be unique on one side');
  }

  private fail(message: string): EvaluationError {
    return new EvaluationError('execution', this.node, message);
  }
}
