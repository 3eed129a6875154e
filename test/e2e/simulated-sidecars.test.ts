import { SimulatedSidecars } from '../../e2e/metrics/simulated-sidecars';
import { atWeight, SHOP, traffic } from '../simulation/world/shop';

/** Requests by pod, reporter and code. */
function requestsIn(lines: readonly string[]): Record<string, number> {
  const counted = lines.filter((line) => line.startsWith('istio_requests_total')).map((line) => {
    const label = (name: string) => new RegExp(`[{,]${name}="([^"]*)"`).exec(line)?.[1] ?? '';
    return [[label('reporter'), label('rollout_hash'), label('response_code')].join(' ').trim(), Number(line.split(' ').at(-1))] as const;
  });
  return Object.fromEntries(counted.map(([key]) => [key, counted.filter(([other]) => other === key).reduce((sum, [, count]) => sum + count, 0)]));
}

test('count what has come since by the weights that were there', () => {
  // GIVEN
  const sidecars = new SimulatedSidecars(SHOP);
  const moment = (weight: number) => ({ state: atWeight(weight), traffic: traffic(0.5), at: 0 });

  // WHEN
  sidecars.advance(1_000, moment(0));
  sidecars.advance(2_000, moment(20));
  const first = requestsIn(sidecars.exposition());
  sidecars.advance(4_000, moment(0));
  const second = requestsIn(sidecars.exposition());

  // THEN
  expect(first).toEqual({ 'destination stable 200': 100, 'source  200': 100 });
  expect(second).toEqual({
    'destination stable 200': 260, 'destination canary 200': 20, 'destination canary 500': 20, 'source  200': 280, 'source  500': 20,
  });
});

test('have the labels and histograms of Istio, each series a line', () => {
  const sidecars = new SimulatedSidecars(SHOP);
  sidecars.advance(0, { state: atWeight(0), traffic: traffic(0), at: 0 });
  sidecars.advance(10_000, { state: atWeight(0), traffic: traffic(0), at: 0 });
  const lines = sidecars.exposition();
  expect(lines).toContainEqual(expect.stringMatching(/^istio_request_duration_milliseconds_bucket\{.*destination_workload="shop",.*le="25\.0",.*reporter="destination",.*\} 250$/));
  expect(new Set(lines.map((line) => line.replace(/ \S+$/, ''))).size).toBe(lines.length);
});

test('are gone with their pods', () => {
  const sidecars = new SimulatedSidecars(SHOP);
  const all = atWeight(20);
  sidecars.advance(0, { state: all, traffic: traffic(0), at: 0 });
  sidecars.advance(10_000, { state: { ...all, pods: all.pods.filter(({ hash }) => hash === 'stable') }, traffic: traffic(0), at: 0 });
  expect(requestsIn(sidecars.exposition())).toEqual({ 'destination stable 200': 800, 'source  200': 1000 });
});
