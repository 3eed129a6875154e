import { type Measured, type MeasurementSource } from './measurement';

/** What a metric measures: data that is good or bad, a query that fails, or no data. */
export const ANSWERS = ['ok', 'fail', 'error', 'empty'] as const;

export type Answer = (typeof ANSWERS)[number];

/** From a time on, in seconds, a metric answers so; without a name, every metric. */
export interface ScriptedAnswer {
  readonly metric?: string;
  readonly at: number;
  readonly answer: Answer;
}

const MEASURED: Record<Answer, Measured> = {
  ok: { phase: 'Successful' },
  fail: { phase: 'Failed' },
  error: { phase: 'Error', message: 'the query fails' },
  // Conditions read the first element, and a vector without any has none.
  empty: { phase: 'Error', message: 'reflect: slice index out of range' },
};

/** Measures by a script; what is said of one metric goes before what is said of all, and nothing said is good. */
export function scripted(script: readonly ScriptedAnswer[]): MeasurementSource {
  const inOrder = [...script].sort((a, b) => a.at - b.at);
  return ({ name }, at) => {
    const due = inOrder.filter((each) => each.at <= at);
    const own = due.filter(({ metric }) => metric === name).at(-1) ?? due.filter(({ metric }) => metric === undefined).at(-1);
    return MEASURED[own?.answer ?? 'ok'];
  };
}
