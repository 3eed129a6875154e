import { KahanSum } from './kahan-sum';

/** A mean by the sum of all values; from where that sum would be infinite on, by one value after the other. */
export class Mean {
  private readonly sum: KahanSum;
  private mean: KahanSum | undefined;
  private count = 1;

  constructor(first: number) {
    this.sum = new KahanSum(first);
  }

  public add(value: number): void {
    this.count++;
    if (!this.mean && this.addToSum(value)) return;
    const { count } = this;
    this.mean ??= new KahanSum(this.sum.sum / (count - 1), this.sum.compensation / (count - 1));
    const weight = (count - 1) / count;
    this.mean = new KahanSum(weight * this.mean.sum, weight * this.mean.compensation);
    this.mean.add(value / count);
  }

  public get result(): number {
    return this.mean ? this.mean.total : this.sum.sum / this.count + this.sum.compensation / this.count;
  }

  /** Whether the sum could take it; if not, it is as it was. */
  private addToSum(value: number): boolean {
    const { sum, compensation } = this.sum;
    this.sum.add(value);
    if (Number.isFinite(this.sum.sum) || Number.isNaN(this.sum.sum)) return true;
    this.sum.sum = sum;
    this.sum.compensation = compensation;
    return false;
  }
}
