/** Seconds from the epoch; JavaScript's dates reach a thousand years further. */
const FARTHEST = 8.6e12;

/** Parts of a time in UTC. */
export const DATE_FUNCTIONS: Readonly<Record<string, (date: Date) => number>> = {
  minute: (date) => date.getUTCMinutes(),
  hour: (date) => date.getUTCHours(),
  day_of_week: (date) => date.getUTCDay(),
  day_of_month: (date) => date.getUTCDate(),
  day_of_year: dayOfYear,
  days_in_month: (date) => new Date(startOf(date.getUTCFullYear(), date.getUTCMonth() + 1) - 1).getUTCDate(),
  month: (date) => date.getUTCMonth() + 1,
  year: (date) => date.getUTCFullYear(),
};

/** The date of a time in seconds; none where Prometheus' own answer depends on its processor, or lies beyond all calendars. */
export function dateOf(seconds: number): Date | undefined {
  return Math.abs(seconds) <= FARTHEST ? new Date(Math.trunc(seconds) * 1000) : undefined;
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - startOf(date.getUTCFullYear(), 0)) / 86_400_000) + 1;
}

/** `Date.UTC` takes the years 0 to 99 for those of the last century. */
function startOf(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month, 1);
}
