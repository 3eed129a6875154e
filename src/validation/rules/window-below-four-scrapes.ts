import { Severity } from '../finding';
import { shortWindows } from '../rate-windows';
import { type Rule } from '../rule';

/** Istio's own sample configuration of Prometheus. */
const ASSUMED = 15;

export const windowBelowFourScrapes: Rule = {
  code: 'SC0413',
  name: 'window-below-four-scrapes',
  severity: Severity.WARNING,
  title: 'a window of fewer than four scrapes',
  sources: [
    'https://prometheus.io/docs/prometheus/latest/querying/functions/#rate',
    'https://github.com/istio/istio/blob/1.30.3/samples/addons/prometheus.yaml',
  ],
  check: (subject) => {
    const { scrapeInterval } = subject.surroundings;
    const interval = scrapeInterval ?? ASSUMED;
    const isShort = (seconds: number) => seconds < 4 * interval && (scrapeInterval === undefined || seconds > scrapeInterval);
    return shortWindows(subject, ({ seconds }) => isShort(seconds)).map(({ at, metric, text }) => ({
      at,
      message: `the query of metric '${metric}' has ${text}: with a scrape every ${interval} s${scrapeInterval === undefined ? ', as is assumed here' : ''}, `
        + 'one that is missed or late can leave fewer than two samples, and then it reads nothing',
      fix: `widen the window to at least four scrapes, ${4 * interval}s${scrapeInterval === undefined ? ', or say how often there are any: --scrape-interval' : ''}`,
    }));
  },
};
