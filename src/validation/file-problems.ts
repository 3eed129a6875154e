import { type Violation } from './rule';
import { type Subject } from './subject';
import { type ProblemKind } from '../manifest/problem';

/** What was wrong with files, of certain kinds. */
export function problemsOf({ problems }: Subject, kinds: readonly ProblemKind[]): Violation[] {
  const told = problems.filter(({ kind }) => kinds.includes(kind));
  return told.map(({ file, line, column, message, fix }) => ({ at: { file, line, column }, message, fix }));
}
