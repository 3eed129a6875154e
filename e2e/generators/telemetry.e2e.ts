import { istioTelemetry, type VersionTraffic } from './telemetry';
import { type Series } from '../oracles/promql';

const CANARY = { hash: 'c', requestsPerSecond: 10, failing: 0, latency: 40 };

function telemetry(protocol: 'http' | 'grpc', ...versions: VersionTraffic[]): Series[] {
  return istioTelemetry({ namespace: 'shop', service: 'shop', protocol, scrapeInterval: 15, duration: 60, versions });
}

function totals(series: readonly Series[]): Series[] {
  return series.filter(({ labels }) => labels.__name__ === 'istio_requests_total');
}

test('requests are counted at each scrape', () => {
  const [{ labels, samples }] = totals(telemetry('http', CANARY));
  expect(samples).toEqual([[0, 0], [15, 150], [30, 300], [45, 450], [60, 600]]);
  expect(labels).toMatchObject({ reporter: 'destination', destination_service: 'shop.shop.svc.cluster.local', rollout_hash: 'c', response_code: '200' });
});

test('requests that end are counted no more, and their series stay', () => {
  const [{ samples }] = totals(telemetry('http', { ...CANARY, until: 20 }));
  expect(samples).toEqual([[0, 0], [15, 150], [30, 200], [45, 200], [60, 200]]);
});

test('a version that fails every request has no series of good ones', () => {
  const codes = (protocol: 'http' | 'grpc', failing: number) =>
    totals(telemetry(protocol, { ...CANARY, failing })).map(({ labels }) => [labels.response_code, labels.grpc_response_status]);
  expect(codes('http', 1)).toEqual([['503', undefined]]);
  expect(codes('http', 0.1)).toEqual([['200', undefined], ['503', undefined]]);
  expect(codes('grpc', 1)).toEqual([['200', '14']]);
  expect(codes('grpc', 0.1)).toEqual([['200', '0'], ['200', '14']]);
});

test('a version that nobody calls has no series at all', () => {
  expect(telemetry('http', { ...CANARY, requestsPerSecond: 0 })).toEqual([]);
});

test('each bucket of the histogram holds what is within its edge', () => {
  const buckets = telemetry('http', CANARY).filter(({ labels }) => labels.le !== undefined).map(({ labels, samples }) => [labels.le, samples.at(-1)![1]]);
  expect(buckets).toHaveLength(20);
  expect(buckets).toEqual(expect.arrayContaining([['25', 0], ['50', 600], ['3600000', 600], ['+Inf', 600]]));
});
