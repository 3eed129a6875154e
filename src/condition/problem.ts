/**
 * Why a condition has no verdict but Error.
 *
 * - `syntax`: it is not an expression of the language
 * - `type`: it can never be evaluated against this shape of result
 * - `run`: it cannot be evaluated against this result
 * - `unsupported`: the controller would evaluate it, and this program does not
 */
export type ProblemKind = 'syntax' | 'type' | 'run' | 'unsupported';

/** What is wrong with a condition, and where: an offset into its text and the token that stands there. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly message: string;
  readonly offset: number;
  readonly token?: string;
  /** What could stand there instead. */
  readonly expected?: string;
  /** The known name that is nearest to an unknown one. */
  readonly nearest?: string;
}

/** Ends reading or evaluating a condition; never leaves this folder. */
export class ConditionError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** Ends an evaluation; whoever knows the place adds it. */
export class RunError extends Error {
  constructor(message: string, readonly kind: 'run' | 'unsupported' = 'run') {
    super(message);
  }
}

/** The known name that a misspelt one most likely means. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) > limit) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance <= limit && (!best || distance < best.distance)) best = { name: candidate, distance };
  }
  return best?.name;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
