import { createHash } from 'node:crypto';

/** A number between 0 and 2³² that is as good as any for a text, and the same in every run. */
export function hashOf(text: string): number {
  return createHash('md5').update(text).digest().readUInt32LE();
}

/** Chance that is the same in every run, and that does not change when something else is added to what is drawn from. */
export class Dice {
  private throws = 0;

  constructor(private readonly seed: string) {}

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)];
  }

  /** From 0 to below 1. */
  private next(): number {
    return hashOf(`${this.seed} ${this.throws++}`) / 2 ** 32;
  }
}
