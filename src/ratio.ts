/** Checks the greatest good share of something that should be little; `otherwise` says what to give where it cannot be told. */
export function requireRatio(property: string, value: number, otherwise: string): void {
  if (value >= 0 && value < 1) return;
  const fix = value >= 1 && value < 100 ? `${value} % is ${value / 100}` : otherwise;
  throw new Error(`'${property}' must be a ratio of at least 0 and below 1, got ${value}; ${fix}`);
}
