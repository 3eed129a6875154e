/** How a quantity was written, which is how it is written again. */
type Format = 'decimal' | 'binary' | 'exponent';

/** An amount of CPU, memory or storage. */
export interface Quantity {
  /** A thousand millionth of the unit: smaller amounts are rounded away from 0. */
  readonly nanos: bigint;
  readonly format: Format;
}

const NUMBER = /^([-+]?)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/;
const EXPONENT = /^[eE][-+]?[0-9]+$/;

const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

const NANOS = 10n ** 9n;
/** The largest amount with a binary suffix: more is taken for this. */
const LARGEST_BINARY = (2n ** 63n - 1n) * NANOS;
/** Far above any amount; the API server reads larger exponents, and takes its time for them. */
const LARGEST_EXPONENT = 1000;

/**
 * Reads a quantity as Kubernetes does, undefined where it would refuse it.
 *
 * @see https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#ParseQuantity
 */
export function parseQuantity(text: string): Quantity | undefined {
  const [matched, sign, whole, fraction = '', suffix] = NUMBER.exec(text) ?? [];
  // A suffix without a number is 0: the parser does not hold to the expression that its error message shows.
  if (!matched) return undefined;
  const scale = scaleOf(suffix);
  if (!scale) return undefined;
  const unscaled = BigInt(whole + fraction || '0');
  const magnitude = roundUp(unscaled * scale.factor * NANOS * power(scale.exponent), 10n ** BigInt(fraction.length) * power(-scale.exponent));
  const capped = scale.format === 'binary' && magnitude > LARGEST_BINARY ? LARGEST_BINARY : magnitude;
  const isFraction = scale.format === 'binary' && capped < NANOS;
  return { nanos: sign === '-' ? -capped : capped, format: isFraction ? 'decimal' : scale.format };
}

/** Below 0 where the first is less, above where it is more. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  if (a.nanos === b.nanos) return 0;
  return a.nanos < b.nanos ? -1 : 1;
}

/** The canonical text: no fraction, and the largest suffix that admits it. */
export function formatQuantity({ nanos, format }: Quantity): string {
  if (nanos === 0n) return '0';
  const isSmall = nanos > -1024n * NANOS && nanos < 1024n * NANOS;
  if (format === 'binary' && !isSmall && nanos % NANOS === 0n) {
    const { mantissa, steps } = divide(nanos / NANOS, 1024n, BINARY.length - 1);
    return `${mantissa}${BINARY[steps]}`;
  }
  const { mantissa, steps } = divide(nanos, 1000n, format === 'exponent' ? Infinity : DECIMAL.length - 1);
  if (format !== 'exponent') return `${mantissa}${DECIMAL[steps]}`;
  const exponent = 3 * steps - 9;
  return exponent === 0 ? `${mantissa}` : `${mantissa}e${exponent}`;
}

interface Scale {
  readonly format: Format;
  readonly factor: bigint;
  readonly exponent: number;
}

function scaleOf(suffix: string): Scale | undefined {
  const decimal = DECIMAL.indexOf(suffix);
  if (decimal >= 0) return { format: 'decimal', factor: 1n, exponent: 3 * decimal - 9 };
  const binary = BINARY.indexOf(suffix);
  if (binary > 0) return { format: 'binary', factor: 1024n ** BigInt(binary), exponent: 0 };
  const exponent = EXPONENT.test(suffix) ? Number(suffix.slice(1)) : NaN;
  return Math.abs(exponent) <= LARGEST_EXPONENT ? { format: 'exponent', factor: 1n, exponent } : undefined;
}

/** 1 where the exponent is below 0: that part is divided by. */
function power(exponent: number): bigint {
  return 10n ** BigInt(Math.max(0, exponent));
}

function roundUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

function divide(value: bigint, by: bigint, most: number): { mantissa: bigint; steps: number } {
  let mantissa = value;
  let steps = 0;
  while (steps < most && mantissa % by === 0n) {
    mantissa /= by;
    steps++;
  }
  return { mantissa, steps };
}
