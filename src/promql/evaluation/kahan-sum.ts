/**
 * A sum whose rounding errors are summed too, as Prometheus sums.
 *
 * @see https://en.wikipedia.org/wiki/Kahan_summation_algorithm
 */
export class KahanSum {
  constructor(public sum = 0, public compensation = 0) {}

  public add(value: number): void {
    const { sum } = this;
    const next = sum + value;
    if (next === Infinity || next === -Infinity) this.compensation = 0;
    else if (Math.abs(sum) >= Math.abs(value)) this.compensation += (sum - next) + value;
    else this.compensation += (value - next) + sum;
    this.sum = next;
  }

  public get total(): number {
    return this.sum + this.compensation;
  }
}
