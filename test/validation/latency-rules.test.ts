import { findingsFor, messagesOf, SAFE } from './measured-query';

const SCOPE = 'reporter="destination",h="{{args.canary-hash}}"';
const P99 = `histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket{${SCOPE}}[2m])))`;
const atMost = (limit: number) => `len(result) > 0 && !isNaN(result[0]) && result[0] <= ${limit}`;
const within = (edge: string) => `sum(rate(istio_request_duration_milliseconds_bucket{${SCOPE},${edge}}[2m])) / sum(rate(istio_request_duration_milliseconds_count{${SCOPE}}[2m]))`;
const OWN_EDGES = '{"sidecar.istio.io/statsHistogramBuckets": \'{"istiocustom":[300,100,400]}\'}';

describe('a limit between the edges of the histogram', () => {
  test.each([
    ['400 ms', P99, 400, '{}', '400 ms, inside the histogram\'s bucket from 250 to 500 ms'],
    ['a limit in seconds', `${P99} / 1000`, 0.4, '{}', '400 ms, inside the histogram\'s bucket from 250 to 500 ms'],
    ['the same the other way round', `(${P99}) * 0.001`, 0.4, '{}', '400 ms, inside the histogram\'s bucket from 250 to 500 ms'],
    ['below all edges', P99, 0.2, '{}', '0.2 ms, inside the histogram\'s bucket from 0 to 0.5 ms'],
    ['an edge of Istio\'s that the pods do not have', P99, 250, OWN_EDGES, '250 ms, inside the histogram\'s bucket from 100 to 300 ms'],
    ['the highest of all', P99, 400, OWN_EDGES, '400 ms, but 400 ms is the histogram\'s highest finite edge'],
  ])('%s', (_, query, limit, annotations, message) => {
    expect(messagesOf('SC0405', { query, condition: atMost(limit), annotations })).toEqual([expect.stringContaining(`'m' is judged by ${message}: `)]);
  });

  test('the fix names the edges beside it', () => {
    const fixes = [0.2, 400].flatMap((limit) => findingsFor({ query: P99, condition: atMost(limit) })).map(({ fix }) => fix.split(', or give')[0]);
    expect(fixes).toEqual(['judge by an edge, 0.5 ms', 'judge by an edge, 250 or 500 ms']);
  });

  test.each([
    ['an edge', P99, 500, '{}'],
    ['an edge in seconds', `${P99} / 1000`, 2.5, '{}'],
    ['an edge of the pods\' own', P99, 300, OWN_EDGES],
    ['pods that are not among the manifests', P99, 400, null],
    ['the sum of two', `${P99} + ${P99}`, 400, '{}'],
    ['another histogram', P99.replace('istio_request_duration_milliseconds', 'http_request_duration'), 400, '{}'],
    ['an average', `sum(rate(istio_request_duration_milliseconds_sum{${SCOPE}}[2m])) / sum(rate(istio_request_duration_milliseconds_count{${SCOPE}}[2m]))`, 400, '{}'],
  ])('is none for %s', (_, query, limit, annotations) => {
    expect(messagesOf('SC0405', { query, condition: atMost(limit), annotations })).toEqual([]);
  });
});

describe('the edges of the pods', () => {
  test.each([
    ['Istio\'s, where another statistic is set', '{"istiocustom.istio_request_bytes":[300]}', true],
    ['those of the first prefix that fits', '{"istiocustom":[300,1000],"istio":[700,1000]}', true],
    ['those of a longer prefix', '{"istiocustom.istio_request_duration_milliseconds":[300,1000]}', false],
    ['Istio\'s, where Istio cannot read them', '{"istiocustom":"300"}', true],
    ['Istio\'s, where that is no JSON', '300', true],
  ])('are %s', (_, annotation, isOff) => {
    const annotations = `{"sidecar.istio.io/statsHistogramBuckets": '${annotation}'}`;
    expect(messagesOf('SC0405', { query: P99, condition: atMost(300), annotations })).toHaveLength(isOff ? 1 : 0);
  });
});

describe('a bucket that is asked for', () => {
  test.each([
    ['le="400"', 'le=~"250|250[.]0" or le=~"500|500[.]0"'],
    ['le="0.25"', 'le=~"250|250[.]0", as it is in milliseconds'],
    ['le=~"300|300[.]0"', 'le="0.5" or le=~"1|1[.]0" or le=~"5|5[.]0"'],
    ['le="9999999"', 'le=~"3600000|3[.]6e[+]06"'],
  ])('fails on %s', (bucket, fix) => {
    expect(findingsFor({ query: within(bucket) })).toMatchObject([{
      code: 'SC0422', message: `the query of metric 'm' matches ${bucket}, and the histogram of the pods has no such bucket: it selects nothing`, fix: `match one that it has: ${fix}`,
    }]);
  });

  test.each([
    ['le=~"500|500[.]0"', '{}'], ['le=~"500(\\\\.0)?"', '{}'], ['le="+Inf"', '{}'], ['le=~"300|300[.]0"', OWN_EDGES], ['le!="+Inf"', '{}'], ['le=~"300|300[.]0"', null],
  ])('%s is there, or may be', (bucket, annotations) => {
    expect(findingsFor({ query: within(bucket).replaceAll('\\\\', '\\\\'), annotations })).toEqual([]);
  });

  test.each([
    ['le="500"', 'Prometheus keeps that bucket as "500.0" from version 3 on, and as "500" before, so that one of the two selects nothing', 'match both: le=~"500|500[.]0"'],
    ['le="1000.0"', 'Prometheus keeps that bucket as "1000.0" from version 3 on, and as "1000" before, so that one of the two selects nothing', 'match both: le=~"1000|1000[.]0"'],
    ['le="0.5"', 'the histogram is in milliseconds, and hardly a request is over in half a millisecond', 'for half a second match le=~"500|500[.]0"'],
  ])('has another name with another Prometheus, or means another time: %s', (bucket, trouble, fix) => {
    expect(findingsFor({ query: within(bucket) })).toMatchObject([{ code: 'SC0423', message: `the query of metric 'm' matches ${bucket}: ${trouble}`, fix }]);
  });

  test('is looked at in conditions that are unsafe as well', () => {
    expect(messagesOf('SC0422', { query: within('le="400"'), condition: SAFE.replace('!isNaN(result[0]) && ', '') })).toHaveLength(1);
  });
});
