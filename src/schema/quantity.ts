/** A number, then a binary, decimal or exponential suffix. */
const QUANTITY = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[KMGTPE]i|[numkMGTPE]?|[eE][+-]?[0-9]+)$/;

/**
 * Whether a JSON value decodes into a resource quantity: a string, or a number as it is.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/api/resource/quantity.go
 */
export function isQuantity(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && QUANTITY.test(String(value).trim());
}

const SCALES: Record<string, number> = {
  '': 1, 'n': 1e-9, 'u': 1e-6, 'm': 1e-3, 'k': 1e3, 'M': 1e6, 'G': 1e9, 'T': 1e12, 'P': 1e15, 'E': 1e18,
  'Ki': 2 ** 10, 'Mi': 2 ** 20, 'Gi': 2 ** 30, 'Ti': 2 ** 40, 'Pi': 2 ** 50, 'Ei': 2 ** 60,
};

/** The amount that a quantity says, near enough to compare two of them. */
export function quantityValue(value: unknown): number {
  const [, digits, suffix] = /^([+-]?[0-9.]+)(.*)$/.exec(String(value).trim()) ?? ['', 'NaN', ''];
  return SCALES[suffix] === undefined ? Number(`${digits}${suffix}`) : Number(digits) * SCALES[suffix];
}
