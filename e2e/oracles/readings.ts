import { type Metric } from './argo';
import { type Series } from './promql';
import { fixtureOf } from '../bundle/example';
import { istioTelemetry, type VersionTraffic } from '../generators/telemetry';

export const HASHES = { stable: 'stable-hash', canary: 'canary-hash' };

/** When the queries are asked: long enough after the start for every window. */
export const NOW = 900;

const CANARY = { hash: HASHES.canary, requestsPerSecond: 20, failing: 0, latency: 40 };
const STABLE = { hash: HASHES.stable, requestsPerSecond: 80, failing: 0, latency: 40 };

/** What may happen to a canary that takes a fifth of the requests, beside a stable version that answers well. */
export const SCENARIOS = {
  'healthy': [STABLE, CANARY],
  'every request fails': [STABLE, { ...CANARY, failing: 1 }],
  'every tenth request fails': [STABLE, { ...CANARY, failing: 0.1 }],
  'every request is slow': [STABLE, { ...CANARY, latency: 900 }],
  'the canary is not called': [STABLE],
  'the canary is called no more': [STABLE, { ...CANARY, until: 100 }],
  'nobody calls': [],
} satisfies Record<string, VersionTraffic[]>;

export type Scenario = keyof typeof SCENARIOS;

/** A number, NaN, or nothing at all. */
export type Reading = number | 'NaN' | null;

/** What a metric is expected to read, and how a measurement without data ends. */
export interface Readings {
  readonly values: Partial<Record<Scenario, Reading>>;
  readonly withoutData: 'Failed' | 'Error';
}

interface Fixture {
  readonly protocol: 'http' | 'grpc';
  readonly metrics: Readonly<Record<string, Readings>>;
}

/** What the library's own queries read, by what they have in common. */
const SHARE_OF_GOOD = { 'healthy': 1, 'every request fails': 0, 'every tenth request fails': 0.9, 'every request is slow': 1, 'the canary is called no more': 'NaN' } as const;
// Prometheus goes evenly through the bucket: 99 or 95 % of the way from 25 to 50, and from 500 to 1000.
const LATENCY_95 = { 'healthy': 48.75, 'every request fails': 48.75, 'every request is slow': 975, 'the canary is called no more': 'NaN' } as const;
const LATENCY = { 'healthy': 49.75, 'every request fails': 49.75, 'every request is slow': 995, 'the canary is called no more': 'NaN' } as const;
const VOLUME = { 'healthy': 20, 'every request fails': 20, 'every tenth request fails': 20, 'the canary is called no more': 0 } as const;
const NOBODY = { 'the canary is not called': null, 'nobody calls': null } as const;

const USUAL: readonly [RegExp, Readings][] = [
  [/^histogram_quantile\(0\.95, sum by \(le\) \(rate\(istio_request_duration_milliseconds_bucket\{[^}]*\}\[\w+\]\)\)\)$/, { values: { ...LATENCY_95, ...NOBODY }, withoutData: 'Failed' }],
  [/^histogram_quantile\(0\.99, sum by \(le\) \(rate\(istio_request_duration_milliseconds_bucket\{[^}]*\}\[\w+\]\)\)\)$/, { values: { ...LATENCY, ...NOBODY }, withoutData: 'Failed' }],
  [/^\(sum\(rate\(istio_requests_total\{[^}]*\}\[\w+\]\)\) or vector\(0\)\)\n\/\nsum\(rate\(istio_requests_total\{[^}]*\}\[\w+\]\)\)$/, { values: { ...SHARE_OF_GOOD, ...NOBODY }, withoutData: 'Failed' }],
  [/^sum\(rate\(istio_requests_total\{[^}]*\}\[\w+\]\)\)$/, { values: { ...VOLUME, ...NOBODY }, withoutData: 'Failed' }],
];

/** A query that the library did not make has its readings in the example's fixtures. */
export function readingsOf(example: string, { name, provider }: Metric): Readings {
  const query = provider.prometheus!.query!.trim();
  const readings = fixtureOf<Fixture>(example, 'readings.json').metrics?.[name] ?? USUAL.find(([shape]) => shape.test(query))?.[1];
  if (!readings) throw new Error(`e2e/fixtures/${example}/readings.json must say what '${name}' reads, because the library did not make its query: ${query}`);
  return readings;
}

/** What Prometheus would have scraped. */
export function seriesOf(example: string, metric: Metric, workload: { namespace: string; service: string }, scenario: Scenario): Series[] {
  const protocol = fixtureOf<Fixture>(example, 'readings.json').protocol ?? (/request_protocol="grpc"/.test(metric.provider.prometheus!.query!) ? 'grpc' : 'http');
  return istioTelemetry({ ...workload, protocol, scrapeInterval: 15, duration: NOW, versions: SCENARIOS[scenario] });
}
