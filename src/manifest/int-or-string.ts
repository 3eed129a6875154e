/** What a field of the type IntOrString may hold. */
export type IntOrString = number | string;

/** A number of things, or why the text is none. */
export type ScaledValue = { readonly value: number; readonly error?: undefined } | { readonly value?: undefined; readonly error: string };

const INTEGER = /^[-+]?[0-9]+$/;
const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 63n - 1n;

/**
 * Reads a whole number as Argo Rollouts does in counts and limits: whatever is no number becomes 0 without a word.
 *
 * @see https://pkg.go.dev/k8s.io/apimachinery/pkg/util/intstr#IntOrString.IntValue
 */
export function intValue(value: IntOrString): number {
  if (typeof value === 'number') return value;
  if (!INTEGER.test(value)) return 0;
  const number = BigInt(value.replace(/^\+/, ''));
  if (number > LARGEST) return Number(LARGEST);
  return Number(number < SMALLEST ? SMALLEST : number);
}

/**
 * Reads a number, or a percentage of a total, as in maxSurge; a string must have a percent sign.
 *
 * @see https://pkg.go.dev/k8s.io/apimachinery/pkg/util/intstr#GetScaledValueFromIntOrPercent
 */
export function scaledValue(value: IntOrString, total: number, roundUp: boolean): ScaledValue {
  if (typeof value === 'number') return { value };
  if (!value.endsWith('%')) return { error: `'${value}' is not a percentage` };
  const percentage = parseInteger(value.slice(0, -1));
  if (percentage === undefined) return { error: `'${value}' is not a whole percentage` };
  const exact = percentage * total / 100;
  // Adding 0 makes -0 a plain 0.
  return { value: (roundUp ? Math.ceil(exact) : Math.floor(exact)) + 0 };
}

/** A whole number as Go's strconv.Atoi reads it. */
export function parseInteger(text: string): number | undefined {
  if (!INTEGER.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  return value < SMALLEST || value > LARGEST ? undefined : Number(value);
}
