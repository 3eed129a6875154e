import { type Position } from './source-text';

/**
 * Why something could not be read, or not as it stands there.
 *
 * - `unreadable`: nothing of the file can be read
 * - `syntax`: this document is not YAML or JSON as Kubernetes reads it
 * - `duplicate-key`: kubectl silently takes the last one
 * - `ignored`: kubectl leaves this part of the file out
 * - `limit`: more than is read in bounded time and memory
 * - `no-object`: the document holds no Kubernetes object
 */
export type ProblemKind = 'unreadable' | 'syntax' | 'duplicate-key' | 'ignored' | 'limit' | 'no-object';

/** What is wrong with a file or one of its documents, as data. */
export interface Problem extends Position {
  readonly kind: ProblemKind;
  readonly message: string;
  readonly fix: string;
}

/** Whether nothing is known about a part of the input, so that finding nothing there means nothing. */
export function leavesUnchecked({ kind }: Problem): boolean {
  return kind === 'unreadable' || kind === 'syntax' || kind === 'limit';
}

/** What is wrong at an offset of a text whose file and lines are known to the reader. */
export interface Flaw {
  readonly kind: ProblemKind;
  readonly offset: number;
  readonly message: string;
  readonly fix: string;
}

/** Ends the reading of a document that cannot be read further; never leaves this folder. */
export class Unreadable extends Error {
  constructor(public readonly flaw: Flaw) {
    super(flaw.message);
  }
}
