import { durationIn, splitTime } from './scenario-options';
import { UsageError } from './usage-error';
import { type Situation } from '../simulation/situation';

/** More requests per second have no Service behind one Rollout. */
const MOST = 100_000;

/** Reads `50`, or with the times at which it changes `50,200@5m,0@10m`. */
export function readRates(option: string, text: string): Pick<Situation, 'requestsPerSecond' | 'requestChanges'> {
  const [first, ...others] = text.split(',').map((part) => splitTime(part.trim()));
  const requestsPerSecond = rateIn(first[0]);
  const requestChanges = others.map(([rate, time = '']) => ({ at: durationIn(time) ?? NaN, requestsPerSecond: rateIn(rate) }));
  const numbers = [requestsPerSecond, ...requestChanges.flatMap(({ at, requestsPerSecond: rate }) => [at, rate])];
  if (first.length > 1 || numbers.some(Number.isNaN)) throw new UsageError(`'${option}' must be a number from 0 to ${MOST}, with times where it changes such as 50,200@5m, got '${text}'`);
  const early = requestChanges.findIndex(({ at }, index) => at <= (requestChanges[index - 1]?.at ?? 0));
  if (early >= 0) throw new UsageError(`'${option}' must name times after 0 in their order, got '${text}'; the first number has no time and begins at 0`);
  return requestChanges.length === 0 ? { requestsPerSecond } : { requestsPerSecond, requestChanges };
}

function rateIn(text: string): number {
  const rate = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  return rate <= MOST ? rate : NaN;
}
