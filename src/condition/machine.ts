import { elementAt, lengthOf } from './access';
import { type Dialect } from './dialect';
import { RunError } from './problem';
import { type Value } from './value';

/** As much as the controller's evaluation may fill, in elements of arrays and maps. */
const MEMORY_BUDGET = 1_000_000;

/** More than any condition needs; the controller has no such limit and would go on. */
const STEP_BUDGET = 5_000_000;

/** A compiled node. */
export type Step = (machine: Machine) => Value;

/** Where a predicate is in its collection. */
export class Scope {
  index = 0;
  accumulator: Value = null;
  readonly length: number;

  constructor(private readonly collection: Value) {
    this.length = lengthOf(collection);
  }

  get element(): Value {
    if (this.index < 0 || this.index >= this.length) throw new RunError(`there is no element ${this.index}, there are ${this.length}`);
    return elementAt(this.collection, this.index);
  }
}

/** One evaluation. */
export class Machine {
  /** Where the operation stands that is being done. */
  offset = 0;
  readonly scopes: Scope[] = [];
  readonly variables: Value[] = [];
  private memory = 0;
  private steps = 0;

  constructor(readonly result: Value, readonly dialect: Dialect) {}

  get scope(): Scope {
    return this.scopes[this.scopes.length - 1];
  }

  /** Uses memory as upstream counts it. */
  use(elements: number): void {
    this.memory += elements;
    if (this.memory >= MEMORY_BUDGET) throw new RunError(`more than ${MEMORY_BUDGET} elements are needed, which the controller refuses`);
  }

  tick(): void {
    if (++this.steps > STEP_BUDGET) throw new RunError(`more than ${STEP_BUDGET} steps are needed, which is not evaluated here`, 'unsupported');
  }
}
