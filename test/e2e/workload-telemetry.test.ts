import { WorkloadTelemetry, type WorkloadTraffic } from '../../e2e/metrics/workload-telemetry';

const SHOP: WorkloadTraffic = { namespace: 'arch', service: 'shop', protocol: 'http', requestsPerSecond: 100 };

/** The value of each series of a metric, by some of its labels. */
function valuesOf(lines: readonly string[], metric: string, ...labels: string[]): Record<string, number> {
  const series = lines.filter((line) => line.startsWith(`${metric}{`)).map((line) => {
    const names = labels.map((label) => new RegExp(`[{,]${label}="([^"]*)"`).exec(line)?.[1]);
    return [names.join(' '), Number(line.slice(line.lastIndexOf(' ')))] as const;
  });
  return Object.fromEntries(series);
}

test('the requests of each version follow its share', () => {
  // GIVEN
  const telemetry = new WorkloadTelemetry(SHOP);

  // WHEN
  telemetry.advance(10, [{ hash: 'a', share: 0.8, failing: 0, latency: 30 }, { hash: 'b', share: 0.2, failing: 0.5, latency: 30 }]);

  // THEN
  expect(valuesOf(telemetry.exposition(['a', 'b']), 'istio_requests_total', 'rollout_hash', 'response_code')).toEqual({ 'a 200': 800, 'b 200': 100, 'b 503': 100 });
});

test('a version that fails every call has no series of calls that went well', () => {
  // GIVEN
  const telemetry = new WorkloadTelemetry({ ...SHOP, protocol: 'grpc' });

  // WHEN
  telemetry.advance(1, [{ hash: 'b', share: 1, failing: 1, latency: 30 }]);

  // THEN
  expect(valuesOf(telemetry.exposition(['b']), 'istio_requests_total', 'response_code', 'grpc_response_status')).toEqual({ '200 14': 100 });
});

test('a version without requests has no series, and one that is gone shows its own no more', () => {
  // GIVEN
  const telemetry = new WorkloadTelemetry(SHOP);

  // WHEN
  telemetry.advance(1, [{ hash: 'a', share: 1, failing: 0, latency: 30 }, { hash: 'b', share: 0, failing: 0, latency: 30 }]);

  // THEN
  expect(valuesOf(telemetry.exposition(['a', 'b']), 'istio_requests_total', 'rollout_hash')).toEqual({ a: 100 });
  expect(telemetry.exposition(['b'])).toEqual([]);
});

test('a duration counts in its bucket and in all above', () => {
  // GIVEN
  const telemetry = new WorkloadTelemetry(SHOP);

  // WHEN
  telemetry.advance(1, [{ hash: 'a', share: 1, failing: 0, latency: 300 }]);

  // THEN
  const lines = telemetry.exposition(['a']);
  expect(valuesOf(lines, 'istio_request_duration_milliseconds_bucket', 'le')).toMatchObject({ '100': 0, '250': 0, '500': 100, '3600000': 100, '+Inf': 100 });
  expect(valuesOf(lines, 'istio_request_duration_milliseconds_sum', 'rollout_hash')).toEqual({ a: 30000 });
});
