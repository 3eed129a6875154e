import { type Profile } from './dialect';
import { type Result, type ResultShape } from './environment';
import { numbersIn } from './numbers-in';
import { besides, valuesAround } from './probes';
import { type Conditions, compileVerdict, type Judge, type Verdict } from './verdict';

/** How a measurement ends with one kind of result. */
export interface TruthRow extends Verdict {
  /** What the result is like. */
  readonly name: string;
  readonly result: Result;
}

/** What a metric's conditions make of no data, of no number, around each of their limits, and of several series. */
export function truthTableOf(conditions: Conditions, shape: ResultShape, profile: Profile): TruthRow[] {
  const judge = compileVerdict(conditions, shape, profile);
  const row = (name: string, result: Result): TruthRow => ({ name, result, ...judge.judge(result) });
  const one = (value: number): Result => (shape === 'scalar' ? value : [value]);
  return [
    ...shape === 'scalar' ? [] : [row('no data', [])],
    row('not a number', one(NaN)),
    row('infinite', one(Infinity)),
    ...limitsOf(conditions, judge, one, profile).flatMap((limit) => {
      const [below, above] = besides(limit);
      return [row(`below ${limit}`, one(below)), row(`at ${limit}`, one(limit)), row(`above ${limit}`, one(above))];
    }),
    ...shape === 'scalar' ? [] : severalSeries(conditions, judge, profile).map(([name, result]) => row(name, result)),
  ];
}

/** The numbers of the conditions at which the verdict changes. */
function limitsOf(conditions: Conditions, judge: Judge, one: (value: number) => Result, profile: Profile): number[] {
  return namedIn(conditions, profile).filter((value) => {
    const phases = [value, ...besides(value)].map((near) => judge.judge(one(near)).phase);
    return new Set(phases).size > 1;
  });
}

/** Two series, of which one alone would be a success and the other a failure. */
function severalSeries(conditions: Conditions, judge: Judge, profile: Profile): [string, Result][] {
  const values = valuesAround(namedIn(conditions, profile));
  const good = values.find((value) => judge.judge([value]).phase === 'Successful');
  const bad = values.find((value) => judge.judge([value]).phase === 'Failed');
  if (good === undefined || bad === undefined) return [['two series', [0, 1]]];
  return [['a good series, then a bad one', [good, bad]], ['a bad series, then a good one', [bad, good]]];
}

function namedIn({ successCondition = '', failureCondition = '' }: Conditions, profile: Profile): number[] {
  return [...new Set([...numbersIn(successCondition, profile), ...numbersIn(failureCondition, profile)])].sort((a, b) => a - b);
}
