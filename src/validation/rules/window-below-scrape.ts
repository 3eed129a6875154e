import { Severity } from '../finding';
import { shortWindows } from '../rate-windows';
import { type Rule } from '../rule';

export const windowBelowScrape: Rule = {
  code: 'SC0412',
  name: 'window-below-scrape',
  severity: Severity.ERROR,
  title: 'a window that never holds two samples',
  sources: [
    'https://prometheus.io/docs/prometheus/latest/querying/functions/#rate',
    // Since version 3 a window does not hold its beginning
    'https://prometheus.io/docs/prometheus/latest/migration/#range-selectors-and-lookback-exclude-samples-coinciding-with-the-left-boundary',
  ],
  check: (subject) => {
    const { scrapeInterval } = subject.surroundings;
    if (scrapeInterval === undefined) return [];
    return shortWindows(subject, ({ seconds }) => seconds <= scrapeInterval).map(({ at, metric, text }) => ({
      at,
      message: `the query of metric '${metric}' has ${text}, and Prometheus scrapes every ${scrapeInterval} s: of two samples, which it needs, no window has more than one, so it never reads anything`,
      fix: `widen the window to at least four scrapes, ${4 * scrapeInterval}s`,
    }));
  },
};
