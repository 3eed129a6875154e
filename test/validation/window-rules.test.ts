import { codesOf, findingsFor, messagesOf, metricOf } from './measured-query';

const requests = (window: string, call = 'rate') => `sum(${call}(istio_requests_total{reporter="destination",h="{{args.canary-hash}}"}[${window}]))`;

describe('where nothing is said about scrapes', () => {
  test.each([
    ['15s', ['SC0413']], ['59s', ['SC0413']], ['1m', []], ['5m', []],
  ])('a window of %s has %j', (window, expected) => {
    expect(codesOf({ query: requests(window), interval: '15s' })).toEqual(expected);
  });

  test.each(['increase', 'irate', 'delta', 'idelta', 'deriv'])('%s needs two samples as well', (call) => {
    expect(codesOf({ query: requests('30s', call), interval: '15s' })).toContain('SC0413');
  });

  test.each([
    'max(max_over_time(queue{h="{{args.canary-hash}}"}[15s]))',
    'sum(rate(istio_requests_total{reporter="destination",h="{{args.canary-hash}}"}[1m])) + max(max_over_time(sum(queue)[30s:5s]))',
    'max(deriv(sum(queue)[30s:5s]))',
  ])('%s does not', (query) => {
    expect(codesOf({ query, interval: '15s' })).toEqual([]);
  });

  test('the message says what is assumed', () => {
    expect(findingsFor({ query: requests('30s'), interval: '30s' })).toMatchObject([{
      message: 'the query of metric \'m\' has rate(…[30s]): with a scrape every 15 s, as is assumed here, one that is missed or late can leave fewer than two samples, and then it reads nothing',
      fix: 'widen the window to at least four scrapes, 60s, or say how often there are any: --scrape-interval',
    }]);
  });
});

describe('with a scrape every 30 s', () => {
  test.each([
    ['15s', ['SC0412']], ['30s', ['SC0412']], ['31s', ['SC0413']], ['119s', ['SC0413']], ['2m', []],
  ])('a window of %s has %j', (window, expected) => {
    expect(codesOf({ query: requests(window), interval: '15s', scrapeInterval: 30 })).toEqual(expected);
  });

  test('each query is told once, by its first window', () => {
    expect(messagesOf('SC0412', { query: `${requests('20s')} / ${requests('10s')}`, interval: '10s', scrapeInterval: 30 })).toEqual([
      'the query of metric \'m\' has rate(…[20s]), and Prometheus scrapes every 30 s: of two samples, which it needs, no window has more than one, so it never reads anything',
    ]);
  });
});

describe('time between windows', () => {
  test.each([
    ['1m', []], ['2m', []], ['121s', ['SC0414']], ['10m', ['SC0414']],
  ])('with a window of two minutes and an interval of %s there is %j', (interval, expected) => {
    expect(codesOf({ query: requests('2m'), interval })).toEqual(expected);
  });

  test('is counted from the longest window', () => {
    expect(codesOf({ query: `${requests('1m')} / ${requests('5m')}`, interval: '5m' })).toEqual([]);
  });

  test.each([
    ['a gauge', 'max(queue)'],
    ['a count since the pods\' beginning', 'sum(istio_requests_total{reporter="destination",h="{{args.canary-hash}}"})'],
  ])('is none with %s', (_, query) => {
    expect(codesOf({ query, interval: '10m' })).toEqual([]);
  });

  test('is none for what is measured once', () => {
    const once = metricOf('once', requests('1m')).replace('interval: 1m', 'count: 1');
    expect(codesOf({ query: 'max(queue)', metrics: [once] })).toEqual([]);
  });
});
