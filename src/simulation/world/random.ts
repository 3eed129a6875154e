/** From this mean on, a draw by rejection is the faster one. */
const LARGE_MEAN = 10;

const STIRLING_ABOVE = 9;
const LOG_FACTORIALS = factorialLogarithms(STIRLING_ABOVE);

/** A generator that multiplies: its modulus is a prime, and no product is too large for a number to be exact. */
interface Multiplier {
  readonly factor: number;
  readonly modulus: number;
}

const FIRST: Multiplier = { factor: 40014, modulus: 2147483563 };
const SECOND: Multiplier = { factor: 40692, modulus: 2147483399 };

/** Draws until seeds which are alike have parted. */
const WARM_UP = 8;

/**
 * Random numbers from a seed and a name: the same ones in whatever order others are drawn.
 *
 * @see https://doi.org/10.1145/62959.62969 (L'Ecuyer's combination of two generators)
 */
export class Random {
  private first: number;
  private second: number;

  constructor(seed: number, name: string) {
    this.first = stateOf(`${seed}/${name}`, FIRST);
    this.second = stateOf(`${seed}/${name}`, SECOND);
    for (let draw = 0; draw < WARM_UP; draw++) this.next();
  }

  /** Evenly between 0 and 1, both excluded. */
  public next(): number {
    this.first = this.first * FIRST.factor % FIRST.modulus;
    this.second = this.second * SECOND.factor % SECOND.modulus;
    const difference = this.first - this.second;
    return (difference > 0 ? difference : difference + FIRST.modulus - 1) / FIRST.modulus;
  }

  /** How many arrivals there are where so many are expected. */
  public poisson(mean: number): number {
    return mean < LARGE_MEAN ? this.poissonByProduct(mean) : this.poissonByRejection(mean);
  }

  /** Arrivals fit into a time as long as the product of their gaps stays above its end. */
  private poissonByProduct(mean: number): number {
    const end = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > end; product *= this.next()) count++;
    return count;
  }

  /** @see https://doi.org/10.1016/0167-6687(93)90997-4 (Hörmann's transformed rejection) */
  private poissonByRejection(mean: number): number {
    const b = 0.931 + 2.53 * Math.sqrt(mean);
    const a = -0.059 + 0.02483 * b;
    const scale = 1.1239 + 1.1328 / (b - 3.4);
    const inside = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
      const u = this.next() - 0.5;
      const v = this.next();
      const edge = 0.5 - Math.abs(u);
      const count = Math.floor((2 * a / edge + b) * u + mean + 0.43);
      if (edge >= 0.07 && v <= inside) return count;
      if (count < 0 || (edge < 0.013 && v > edge)) continue;
      const density = count * Math.log(mean) - mean - logFactorial(count);
      if (Math.log(v * scale / (a / (edge * edge) + b)) <= density) return count;
    }
  }
}

function logFactorial(count: number): number {
  if (count <= STIRLING_ABOVE) return LOG_FACTORIALS[count];
  return (count + 0.5) * Math.log(count) - count + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * count) - 1 / (360 * count ** 3);
}

function factorialLogarithms(last: number): number[] {
  const logarithms = [0];
  for (let count = 1; count <= last; count++) logarithms.push(logarithms[count - 1] + Math.log(count));
  return logarithms;
}

/** From 1 to below the modulus. */
function stateOf(text: string, { factor, modulus }: Multiplier): number {
  let state = 1;
  for (let index = 0; index < text.length; index++) state = (state * factor + text.charCodeAt(index)) % modulus;
  return state === 0 ? 1 : state;
}
