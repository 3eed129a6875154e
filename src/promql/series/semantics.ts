/** The major version of Prometheus whose semantics a query has. */
export type PrometheusMajor = '2' | '3';

/**
 * What the two differ in.
 *
 * @see https://prometheus.io/docs/prometheus/latest/migration/
 */
export interface Semantics {
  /** Whether a sample at the very beginning of a range or of the lookback still counts. */
  readonly includesStart: boolean;
  /** Whether a dot in a regular expression matches a line break. */
  readonly dotMatchesLineBreak: boolean;
  /** Whether a counter's way back to zero is looked at before the gap to the start of the range, and not after. */
  readonly zeroBeforeGap: boolean;
}

export const SEMANTICS: Readonly<Record<PrometheusMajor, Semantics>> = {
  2: { includesStart: true, dotMatchesLineBreak: false, zeroBeforeGap: true },
  3: { includesStart: false, dotMatchesLineBreak: true, zeroBeforeGap: false },
};
