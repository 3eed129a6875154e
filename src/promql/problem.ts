import { type Span } from './ast';

/** Why a query is refused, and where: offsets into its text, the end excluded. */
export interface QueryProblem extends Span {
  /** One sentence without the position. */
  readonly message: string;
  /** What stands there; none at the end of the query. */
  readonly token?: string;
  /** What could stand there. */
  readonly expected?: string;
  /** The function or label that was probably meant. */
  readonly suggestion?: string;
}

/** Ends the reading of a query; never leaves this folder. */
export class Refusal extends Error {
  constructor(readonly problem: QueryProblem) {
    super(problem.message);
  }
}

export function refuse(message: string, { start, end }: Span, more: Omit<QueryProblem, 'message' | 'start' | 'end'> = {}): never {
  throw new Refusal({ message, start, end, ...more });
}
