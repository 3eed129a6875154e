import { type Parsed } from './promql';
import { type Verdicts } from './same-query';

/** A way in which our answer is another than Prometheus', and why it may be. */
export interface Difference {
  readonly reason: string;
  /** A query that shows it. */
  readonly example: string;
  readonly covers: (verdicts: Verdicts, real: Parsed, query: string) => boolean;
}

function refusedByBoth({ ours, theirs }: Verdicts): boolean {
  return ours.refusedAt !== undefined && theirs.refusedAt !== undefined;
}

function says(real: Parsed, pattern: RegExp): boolean {
  return (real.errors ?? []).some(({ message }) => pattern.test(message));
}

/** Whether a bracket is open before a byte. */
function isInBracket(query: string, at = 0): boolean {
  return /\[[^\]]*$/.test(Buffer.from(query).subarray(0, at).toString());
}

/** Every one has to occur among the generated queries, or by its example: what does not is dropped from here. */
export const DIFFERENCES: readonly Difference[] = [
  {
    reason: 'Prometheus points behind a parenthesis that closes none, we point at it',
    example: 'sum(a))',
    covers: (verdicts, real) => refusedByBoth(verdicts) && (real.errors ?? []).some(({ message, start }) => message.startsWith('unexpected right parenthesis') && start === (verdicts.ours.refusedAt ?? 0) + 1),
  },
  {
    reason: 'Prometheus reads a duration expression and points into or behind it, we point at the word which makes it one',
    example: 'a[5m + 1m]',
    covers: (verdicts, real, query) => refusedByBoth(verdicts) && (isInBracket(query, verdicts.ours.refusedAt) || says(real, /duration expression|in offset/)),
  },
  {
    reason: 'NaN as an offset or a range is taken by Prometheus, which makes of it what the processor does; it is refused here',
    example: 'a offset nan',
    covers: ({ ours }, _, query) => ours.refusedAt !== undefined && /(?:offset|\[|:)[\s+-]*nan/i.test(query),
  },
];
