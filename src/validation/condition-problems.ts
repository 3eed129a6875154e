import { conditionOf, judgedMetrics } from './judged-metrics';
import { type Violation } from './rule';
import { type Subject } from './subject';
import { type ConditionProblem } from '../condition/verdict';
import { type JsonObject, stringAt } from '../manifest/json';
import { type Expanded } from '../promql/template';

const FIXES = {
  syntax: 'correct it: `smart-canary condition` says what it makes of a result',
  type: 'a vector is a list whose first number is result[0], and a scalar is a number: compare that with a number',
};

/** The conditions that no result can be judged by, for one kind of reason. */
export function conditionProblems(subject: Subject, kind: 'syntax' | 'type'): Violation[] {
  return judgedMetrics(subject).flatMap(({ metric, shape, verdicts }) => {
    const problem = verdicts?.problem;
    // What does not fit a vector may fit what the query has, once that can be read.
    if (problem?.kind !== kind || kind === 'type' && !shape) return [];
    const { template, path, name } = metric;
    const answer = kind === 'type' ? `, as the query answers with a ${shape}` : '';
    return [{
      at: { manifest: template, path: [...path, problem.condition] },
      message: `'${name}' ends as Error whatever is measured${answer}: ${placeIn(metric.metric, problem, conditionOf(metric, problem.condition))}${problem.message}`,
      fix: problem.nearest ? `write '${problem.nearest}'` : FIXES[kind],
    }];
  });
}

/** Where in the condition as it is written, arguments not filled in. */
function placeIn(metric: JsonObject, { condition, offset }: ConditionProblem, expanded: Expanded | undefined): string {
  const before = (stringAt(metric, condition) ?? '').slice(0, expanded?.origin({ start: offset, end: offset }).start ?? offset).split('\n');
  return `line ${before.length}, column ${[...before.at(-1)!].length + 1}: `;
}
