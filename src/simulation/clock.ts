/** Seconds, as whoever reads a timeline has them. */
export function secondsOf(milliseconds: number): number {
  return milliseconds / 1000;
}

/** The times that Kubernetes writes down, which have whole seconds only: whatever is counted from them comes up to a second early. */
export class Stamps {
  /** @param offset - milliseconds since the last whole second when the simulation begins */
  constructor(private readonly offset: number) {}

  /** The moment that is written down for another, both in milliseconds of the simulation. */
  public stamp(at: number): number {
    return Math.floor((at + this.offset) / 1000) * 1000 - this.offset;
  }
}
