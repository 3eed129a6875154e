const UNITS: [suffix: string, milliseconds: number][] = [['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1]];

/**
 * Writes seconds, to the millisecond, as a Go duration, the grammar that Argo Rollouts, Istio and Prometheus share: `90` is `1m30s`.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function goDuration(seconds: number): string {
  let rest = Math.round(seconds * 1000);
  let text = '';
  for (const [suffix, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${suffix}`;
    rest -= count * size;
  }
  return text || '0s';
}

/** The same where there is a time at all. */
export function optionalDuration(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : goDuration(seconds);
}
