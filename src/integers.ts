/** Checks a number that, where it is given, is whole and not too small, nor too large where there is a most. */
export function requireInteger(property: string, value: number | undefined, least: number, fix: string, most = Infinity): void {
  if (value === undefined || Number.isInteger(value) && value >= least && value <= most) return;
  const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new Error(`'${property}' must be an integer ${range}, got ${value}; ${fix}`);
}
