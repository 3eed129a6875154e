/** A number, then a binary, decimal or exponential suffix. Go takes one without digits for 0. */
const QUANTITY = /^(?=.)[+-]?[0-9]*(?:\.[0-9]*)?(?:[KMGTPE]i|[numkMGTPE]?|[eE][+-]?[0-9]+)$/;

/**
 * Whether a JSON value decodes into a resource quantity: a string, or a number as it is.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/api/resource/quantity.go
 */
export function isQuantity(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && QUANTITY.test(String(value).trim());
}

const SCALES = new Map([
  ...['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'].map((suffix, index): [string, number] => [suffix, 1000 ** (index - 3)]),
  ...['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, index): [string, number] => [suffix, 1024 ** (index + 1)]),
]);

/** The amount that a quantity says, near enough to compare two of them. */
export function quantityValue(value: unknown): number {
  const [, sign, digits, suffix] = /^([+-]?)([0-9.]*)(.*)$/.exec(String(value).trim()) ?? [];
  if (!/[0-9]/.test(digits)) return 0;
  const scale = SCALES.get(suffix);
  return scale === undefined ? Number(`${sign}${digits}${suffix}`) : Number(`${sign}${digits}`) * scale;
}
