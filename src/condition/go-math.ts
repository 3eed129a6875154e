/** Integers of 64 bits wrap around. */
export function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

const SMALLEST = -(2n ** 63n);

/** An integer of a float as amd64 makes it: what does not fit, NaN included, is the smallest integer. */
export function integerOf(value: number): bigint {
  const truncated = Math.trunc(value);
  return truncated >= -(2 ** 63) && truncated < 2 ** 63 ? BigInt(truncated) : SMALLEST;
}

/**
 * A power as Go calculates it, to the last bit where the exponent is whole.
 *
 * @see https://pkg.go.dev/math#Pow
 */
export function power(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x === -1 && Math.abs(y) === Infinity) return 1;
  const isPlain = Number.isInteger(y) && Math.abs(y) < 2 ** 31 && Number.isFinite(x) && x !== 0;
  if (!isPlain) return x ** y;
  let result = 1;
  let exponent = 0;
  let [factor, factorExponent] = divided(x);
  for (let rest = Math.abs(y); rest > 0; rest = Math.floor(rest / 2)) {
    if (Math.abs(factorExponent) > 4096) return x ** y;
    if (rest % 2 === 1) {
      result *= factor;
      exponent += factorExponent;
    }
    factor *= factor;
    factorExponent *= 2;
    if (Math.abs(factor) < 0.5) {
      factor += factor;
      factorExponent -= 1;
    }
  }
  return y < 0 ? scaled(1 / result, -exponent) : scaled(result, exponent);
}

/** A number as a fraction between a half and one, and a power of two. */
function divided(x: number): [number, number] {
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1);
  let fraction = x * 2 ** -exponent;
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2;
    exponent -= 1;
  }
  while (Math.abs(fraction) >= 1) {
    fraction /= 2;
    exponent += 1;
  }
  return [fraction, exponent];
}

function scaled(x: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return x * 2 ** half * 2 ** (exponent - half);
}

/** Half away from zero. */
export function rounded(value: number): number {
  const truncated = Math.trunc(value);
  return Math.abs(value - truncated) >= 0.5 ? truncated + Math.sign(value) : truncated;
}
