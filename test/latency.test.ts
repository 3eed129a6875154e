import { Duration } from 'cdk8s';
import { type Finding, HashLabel, type LatencyOptions, Protocol, type SmartCanaryProps, Threshold } from '../src';
import { manifestOf, messageOf, metricsOf, newCanary, newChart } from './canary';

function latency(options: Partial<LatencyOptions> = {}): Threshold {
  return Threshold.latency({ percentile: 99, max: Duration.millis(500), ...options });
}

/** The only metric of a canary whose only threshold is a latency. */
function metricOf(options: Partial<LatencyOptions> = {}, protocol = Protocol.HTTP): any {
  const metrics = metricsOf({ thresholds: [latency(options)], protocol });
  expect(metrics).toHaveLength(1);
  return metrics[0];
}

function millis(...amounts: number[]): Duration[] {
  return amounts.map((amount) => Duration.millis(amount));
}

describe('Threshold.latency', () => {
  test.each([Protocol.HTTP, Protocol.GRPC])('reads the percentile from the histogram of the canary\'s own %s requests', (protocol) => {
    expect(metricOf({}, protocol).provider.prometheus.query).toBe([
      'histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket{',
      '  reporter="destination",',
      '  destination_workload_namespace="{{args.namespace}}",',
      '  rollout_hash="{{args.canary-hash}}",',
      `  request_protocol="${protocol}"`,
      '}[1m])))',
    ].join('\n'));
  });

  test('is false above the bound, on NaN and where there is no data', () => {
    expect(metricOf().successCondition).toBe('len(result) > 0 && !isNaN(result[0]) && result[0] <= 500');
  });

  test('writes the bound in milliseconds, whatever its unit', () => {
    expect(metricOf({ max: Duration.seconds(2.5) }).successCondition).toContain('result[0] <= 2500');
  });

  test.each([
    [50, 'latency-p50', '0.5'],
    [1, 'latency-p1', '0.01'],
    [99.9, 'latency-p99-9', '0.999'],
    [99.99, 'latency-p99-99', '0.9999'],
  ])('of the percentile %d has the name %s and the quantile %s, without float noise', (percentile, name, quantile) => {
    const metric = metricOf({ percentile });
    expect(metric.name).toBe(name);
    expect(metric.provider.prometheus.query).toContain(`histogram_quantile(${quantile}, `);
  });

  test('takes a name', () => {
    expect(metricOf({ name: 'slow-calls' }).name).toBe('slow-calls');
  });

  test('declares the arguments of its query', () => {
    const chart = newChart();
    newCanary({ thresholds: [latency()] }, chart);
    expect(manifestOf(chart, 'AnalysisTemplate').spec.args).toEqual([{ name: 'canary-hash' }, { name: 'namespace' }]);
  });

  test('stands beside another of its percentile under another name', () => {
    const names = metricsOf({ thresholds: [latency(), latency({ percentile: 50 }), latency({ name: 'p99-too' })] }).map(({ name }) => name);
    expect(names).toEqual(['latency-p99', 'latency-p50', 'p99-too']);
  });

  test.each([
    [0.99, 'it is a percentage: 0.99 means 99'],
    [0.07, 'it is a percentage: 0.07 means 7'],
    [0, 'give 99 for the time of 99 % of the requests'],
    [-1, 'give 99 for the time of 99 % of the requests'],
    [100, 'give 99 for the time of 99 % of the requests'],
    [NaN, 'give 99 for the time of 99 % of the requests'],
  ])('fails on a percentile of %d', (percentile, fix) => {
    expect(messageOf(() => latency({ percentile }))).toBe(`'latency.percentile' must be at least 1 and below 100, got ${percentile}; ${fix}`);
  });

  test.each([[Duration.millis(0), 0], [Duration.millis(1.5), 1.5], [Duration.seconds(0.0005), 0.5], [Duration.millis(Infinity), Infinity]])('fails on a bound of %s', (max, got) => {
    expect(messageOf(() => latency({ max }))).toBe(
      `'latency.max' must be positive and a whole number of milliseconds, got ${got} ms; give it as Duration.millis(500)`,
    );
  });

  test.each([[[], ''], [[100, 50], '100, 50'], [[100, 100], '100, 100'], [[0, 100], '0, 100'], [[100, Infinity], '100, Infinity']])('fails on the edges %p', (edges, got) => {
    expect(messageOf(() => latency({ buckets: millis(...edges) }))).toBe(
      `'latency.buckets' must be one edge or more, positive, finite and ascending, got [${got}] in ms; `
      + 'give those of the annotation sidecar.istio.io/statsHistogramBuckets, or leave it out for Istio\'s own',
    );
  });

  test('fails when there is no label to tell the canary by', () => {
    expect(messageOf(() => newCanary({ thresholds: [latency()], hashLabel: HashLabel.none() }))).toBe(
      '\'hashLabel\' must name a label that tells canary from stable, because threshold \'latency-p99\' measures the canary alone, got HashLabel.none(); '
      + 'use HashLabel.telemetry(), or a Threshold.query that needs none',
    );
  });
});

describe('SC0405', () => {
  const FIX = 'with the annotation sidecar.istio.io/statsHistogramBuckets, and state buckets';

  function offEdges(...thresholds: Threshold[]): Finding[] {
    return newCanary({ thresholds }).findings.filter(({ code }) => code === 'SC0405');
  }

  test.each([1, 500, 1_800_000])('is silent about %d ms, an edge of Istio\'s', (max) => {
    expect(offEdges(latency({ max: Duration.millis(max) }))).toEqual([]);
  });

  test('is silent about an edge of the pods\' own', () => {
    expect(offEdges(latency({ max: Duration.millis(300), buckets: millis(0.1, 300, 1000) }))).toEqual([]);
  });

  test('is about an edge of Istio\'s that the pods do not have', () => {
    expect(offEdges(latency({ max: Duration.millis(500), buckets: millis(300, 1000, 2000) }))).toMatchObject([
      { fix: `state max: Duration.millis(300) or Duration.millis(1000), or give the pods an edge at 500 ms ${FIX}` },
    ]);
  });

  test('points at the threshold that it is about', () => {
    expect(offEdges(latency(), latency({ name: 'odd', max: Duration.millis(501) }))).toMatchObject([{ path: 'spec.metrics[1].successCondition' }]);
  });

  test('names no edge below the lowest', () => {
    expect(offEdges(latency({ max: Duration.millis(5), buckets: millis(10, 20) }))).toMatchObject([{
      message: 'threshold \'latency-p99\' allows 5 ms, inside the histogram\'s bucket from 0 to 10 ms: there Prometheus guesses, as if requests were spread evenly',
      fix: `state max: Duration.millis(10), or give the pods an edge at 5 ms ${FIX}`,
    }]);
  });

  test.each([3_600_000, 4_000_000])('finds out that %d ms can never be exceeded, and does not suggest the highest edge', (max) => {
    expect(offEdges(latency({ max: Duration.millis(max) }))).toMatchObject([{
      message: `threshold 'latency-p99' allows ${max} ms, but 3600000 ms is the histogram's highest finite edge: whatever takes longer reads as that, and the threshold can never fail`,
      fix: `state max: Duration.millis(1800000), or give the pods edges at and above ${max} ms ${FIX}`,
    }]);
  });

  test('suggests no bound where the histogram has none that works', () => {
    expect(offEdges(latency({ max: Duration.millis(300), buckets: millis(0.5, 500) }))).toMatchObject([
      { fix: `give the pods an edge at 300 ms ${FIX}` },
    ]);
  });
});

describe('SC0406', () => {
  function beyondTimeouts(props: Partial<SmartCanaryProps>, ...thresholds: Threshold[]): Finding[] {
    return newCanary({ ...props, thresholds }).findings.filter(({ code }) => code === 'SC0406');
  }

  test.each([[501, []], [500, [500]], [100, [100]]])('is about a bound of 500 ms where the timeout is %i ms', (timeout, cuts) => {
    const messages = beyondTimeouts({ timeout: Duration.millis(timeout) }, latency()).map(({ message }) => message);
    expect(messages).toEqual(cuts.map((cut) =>
      `threshold 'latency-p99' allows 500 ms, but timeout ends what takes ${cut} ms: whatever would take longer reads as about that, and a canary that is too slow passes`));
  });

  test('is silent where nothing ends a request', () => {
    expect(beyondTimeouts({}, latency())).toEqual([]);
  });

  test('is about the timeout of each try where that is the shorter one', () => {
    const retries = { attempts: 1, perTryTimeout: Duration.millis(400) };
    expect(beyondTimeouts({ timeout: Duration.seconds(2), retries }, latency())).toMatchObject([
      { path: 'spec.metrics[0].successCondition', fix: 'state a max below 400 ms, or raise retries.perTryTimeout' },
    ]);
    expect(beyondTimeouts({ retries }, latency())).toHaveLength(1);
  });

  test('points at each latency that it is about, and at no other threshold', () => {
    const median = latency({ percentile: 50, max: Duration.millis(250) });
    const found = beyondTimeouts({ timeout: Duration.millis(500) }, Threshold.successRate(0.95), latency(), median);
    expect(found.map(({ path }) => path)).toEqual(['spec.metrics[1].successCondition']);
  });
});
