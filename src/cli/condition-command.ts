import { type ConditionFlags } from './condition-flags';
import { type Io } from './io';
import { readResult } from './result-option';
import { UsageError } from './usage-error';
import { type ConditionProblem, type Conditions, compileVerdict } from '../condition/verdict';

/** Judges a result by conditions, writes the verdict and tells the exit code. */
export function runCondition(io: Io, successCondition: string | undefined, flags: ConditionFlags): number {
  const { failure: failureCondition, result, shape, argo } = flags;
  if (successCondition === undefined && failureCondition === undefined) {
    throw new UsageError('a condition must be given, got none; without one every result is Successful');
  }
  const answer = readResult(result, shape);
  const conditions = { successCondition, failureCondition };
  const judge = compileVerdict(conditions, answer.shape, argo);
  const { phase, problem: found } = judge.judge(answer.result);
  const problem = judge.problem ?? found;
  if (problem) io.stderr.write(explained(problem, conditions));
  if (problem?.kind === 'unsupported') return 2;
  io.stdout.write(`${phase}\n`);
  return judge.problem ? 2 : 0;
}

/** A problem with its line of the condition and a caret below its place. */
function explained({ condition, offset, message, kind }: ConditionProblem, conditions: Conditions): string {
  const text = conditions[condition] ?? '';
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(start).split('\n')[0];
  const before = text.slice(start, offset);
  const place = `line ${text.slice(0, start).split('\n').length}, column ${[...before].length + 1}`;
  const weight = kind === 'unsupported' ? 'no verdict: ' : 'error: ';
  return `${weight}${condition}, ${place}: ${message}\n  ${line}\n  ${before.replaceAll(/[^\t]/gu, ' ')}^\n`;
}
