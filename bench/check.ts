import type { Check, Likeness } from './measured/check';
import { type RunScript } from './plain-node';
import { type Summary, summarize } from './statistics';

const ROUNDS = 7;

/** What is measured, and what it may take on the clock, in milliseconds for a canary. */
const CASES: readonly (Pick<CheckRow, 'name' | 'canaries' | 'atMost'> & { readonly likeness: Likeness; readonly state: 'cold' | 'warm' })[] = [
  { name: 'the first, from nothing loaded', likeness: 'alike', canaries: 1, state: 'cold', atMost: 300 },
  { name: 'canaries that differ in names alone', likeness: 'alike', canaries: 2000, state: 'warm', atMost: 0.5 },
  { name: 'canaries that differ in numbers, too', likeness: 'distinct', canaries: 500, state: 'warm', atMost: 10 },
];

/** The check of all canaries of an app at synth; times in milliseconds for a canary. */
export interface CheckRow {
  readonly name: string;
  readonly canaries: number;
  readonly rounds: number;
  readonly clock: Summary;
  readonly cpu: Summary;
  readonly atMost: number;
}

/** Each sample in a process of its own, the cases in turns. */
export function measureCheck(run: RunScript): CheckRow[] {
  const rounds = Array.from({ length: ROUNDS }, () => CASES.map(({ likeness, canaries, state }) => run('check', likeness, String(canaries), state) as Check));
  return CASES.map(({ name, canaries, atMost }, index) => {
    const of = (measure: keyof Check) => summarize(rounds.map((samples) => samples[index][measure] / canaries));
    return { name, canaries, rounds: ROUNDS, clock: of('clock'), cpu: of('cpu'), atMost };
  });
}
