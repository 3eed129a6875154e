/** Samples of the library and of its peer, round by round. */
export interface Pairs {
  readonly library: number[];
  readonly peer: number[];
}

export type Sample = () => number | Promise<number>;

/** Takes the samples in turns, A B A B …: whatever slows the machine for a while slows both. */
export async function interleave(rounds: number, library: Sample, peer: Sample): Promise<Pairs> {
  const pairs: Pairs = { library: [], peer: [] };
  for (let round = 0; round < rounds; round++) {
    pairs.library.push(await library());
    pairs.peer.push(await peer());
  }
  return pairs;
}
