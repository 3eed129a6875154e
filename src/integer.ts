/** Checks a whole number that has a least value and may be left out. */
export function requireInteger(property: string, value: number | undefined, least: number, fix: string): void {
  if (value === undefined || Number.isInteger(value) && value >= least) return;
  throw new Error(`'${property}' must be an integer of at least ${least}, got ${value}; ${fix}`);
}
