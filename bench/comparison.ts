import { type Pairs } from './measured/interleave';
import { type Summary, summarize } from './statistics';

/** What one of the figures should be; a figure is no test, so nothing fails where it is not. */
export interface Goal {
  readonly of: 'ratio' | 'extra' | 'library';
  readonly atMost: number;
  readonly met: boolean;
}

/** The library against its peer; times in milliseconds. */
export interface Comparison {
  readonly name: string;
  readonly peerName: string;
  readonly rounds: number;
  readonly library: Summary;
  readonly peer: Summary;
  readonly ratio: Summary;
  readonly extra: Summary;
  readonly goal?: Goal;
}

/** Ratio and difference are taken round by round, where both sides had the same machine to themselves, or the same neighbours. */
export function compare(names: { name: string; peerName: string }, { library, peer }: Pairs, goal?: Omit<Goal, 'met'>): Comparison {
  const ratio = summarize(library.map((time, round) => time / peer[round]));
  const extra = summarize(library.map((time, round) => time - peer[round]));
  const own = summarize(library);
  return {
    ...names,
    rounds: library.length,
    library: own,
    peer: summarize(peer),
    ratio,
    extra,
    goal: goal && { ...goal, met: { ratio, extra, library: own }[goal.of].median <= goal.atMost },
  };
}
