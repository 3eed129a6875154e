/** Writes a number as labels have it: as many digits as it takes, and never an exponent. */
export function formatFloat(value: number): string {
  const short = formatShort(value);
  const [, sign, digits, fraction = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(short) ?? [];
  if (exponent === undefined) return short;
  const all = digits + fraction;
  const point = digits.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return sign + all.padEnd(point, '0');
}

/** Writes a number as Prometheus' API does. */
export function formatShort(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}

/**
 * Writes the upper edge of a bucket as Prometheus keeps it from version 3 on, however it was exposed.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.13.0/model/labels/float.go (FormatOpenMetricsFloat)
 */
export function formatEdge(edge: number): string {
  if (edge >= 1e6) return edge.toExponential().replace(/e\+(\d)$/, 'e+0$1');
  return Number.isInteger(edge) ? `${edge}.0` : String(edge);
}
