import { Duration } from 'cdk8s';
import { HashLabel, Protocol, Routing, Step, Threshold, Workload } from '../../src';
import { validateObjects } from '../../src/validation/validate-objects';
import { manifests, newCanary, newChart, newDeployment } from '../canary';

const PROTOCOLS: [Protocol, string][] = [[Protocol.HTTP, 'http'], [Protocol.GRPC, 'grpc']];
const ROUTINGS: [string, Routing][] = [['subsets', Routing.subsets()], ['hosts', Routing.hosts()], ['existing', Routing.existing({ virtualService: 'edge', routes: ['shop'] })]];
const LABELS: [string, HashLabel][] = [['telemetry', HashLabel.telemetry()], ['scraped', HashLabel.scraped('rollouts_pod_template_hash')]];
const TIMEOUTS = [undefined, 2];
const SCRAPES = [undefined, 60];

const THRESHOLDS = [
  Threshold.successRate(0.95),
  Threshold.successRate(0.95, { name: 'success-since-birth', sinceBirth: true }),
  Threshold.latency({ percentile: 99, max: Duration.millis(500) }),
  Threshold.requestVolume({ min: 5 }),
  Threshold.abortRatio({ max: 0.01 }),
  Threshold.errorsAgainstStable({ maxRatio: 2 }),
  Threshold.errorsAgainstStable({ name: 'difference', maxDifference: 0.01 }),
  Threshold.throttling({ max: 0.25 }),
  Threshold.restarts(),
];

/** Each pair of values is in some case. */
const CASES = PROTOCOLS.flatMap((protocol, a) => ROUTINGS.flatMap((routing, b) => TIMEOUTS.map((timeout, c) => {
  return { protocol, routing, label: LABELS[(a + b + c) % 2], timeout, scrape: SCRAPES[(b + c) % 2] };
})));

test.each(CASES)('nothing is wrong with the library\'s own queries: $protocol.1, $routing.0, $label.0, timeout $timeout s, scrape $scrape s', (one) => {
  const { protocol: [protocol, port], routing: [, routing], label: [, hashLabel], timeout, scrape } = one;
  const chart = newChart({ namespace: 'arch' });
  const deployment = newDeployment(chart, { template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'shop', image: 'shop', ports: [{ name: port, containerPort: 8080 }] }] } } });
  newCanary({
    workload: Workload.deployment(deployment),
    protocol,
    routing,
    hashLabel,
    ...timeout === undefined ? {} : { timeout: Duration.seconds(timeout) },
    target: { scrapeInterval: Duration.seconds(scrape ?? 15) },
    thresholds: THRESHOLDS,
    steps: [
      Step.weight(20), Step.pause(Duration.minutes(30)), Step.analysis('bake', { thresholds: [Threshold.successRate(0.99), Threshold.latency({ percentile: 50, max: Duration.millis(100) })] }), Step.weight(100), Step.pause(Duration.minutes(30)),
    ],
  }, chart);
  const objects = manifests(chart).map((object) => ({ object, source: 'app' }));
  for (const scrapeInterval of [undefined, scrape ?? 15]) {
    const { findings } = validateObjects(objects, { scrapeInterval });
    expect(findings.filter(({ code }) => /^SC0[45]/.test(code))).toEqual([]);
  }
});
