import { type Candidate } from './candidates';
import { hashOf } from './dice';

/**
 * So many of the candidates, the same for the same seed: as many of each kind and operator, as far as there are any.
 *
 * Each has a rank of its own, so that a new manifest leaves the order of all others as it is.
 */
export function sample(candidates: readonly Candidate[], count: number, seed: string): Candidate[] {
  const ranked = groups(candidates).map((group) => byRank(group, seed));
  const rounds = Math.max(0, ...ranked.map(({ length }) => length));
  const chosen: Candidate[] = [];
  for (let round = 0; round < rounds && chosen.length < count; round++) {
    chosen.push(...byRank(ranked.flatMap((group) => group.slice(round, round + 1)), seed));
  }
  return chosen.slice(0, count);
}

function groups(candidates: readonly Candidate[]): Candidate[][] {
  const found = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const name = `${candidate.kind} ${candidate.operator}`;
    const group = found.get(name);
    if (group) group.push(candidate);
    else found.set(name, [candidate]);
  }
  return [...found.values()];
}

function byRank(candidates: readonly Candidate[], seed: string): Candidate[] {
  const ranks = new Map(candidates.map((candidate) => [candidate, hashOf(seed + candidate.description)]));
  return [...candidates].sort((one, other) => ranks.get(one)! - ranks.get(other)!);
}
