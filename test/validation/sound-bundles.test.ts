import { ApiObject, Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { HashLabel, type MeasurementOptions, Protocol, Replicas, type SmartCanaryProps, Step, Threshold, Workload } from '../../src';
import { readManifests } from '../../src/manifest/read-manifests';
import { Severity } from '../../src/validation/finding';
import { validate } from '../../src/validation/validate';
import { newCanary, newChart, newDeployment } from '../canary';
import { type Change, shopWith } from '../simulation/proof/proof-of';

/** As many as take some seconds; a change of the proof is held against 200. */
const NUM_RUNS = Number(process.env.PROOF_RUNS ?? 10);
const TIMEOUT = 60_000 + NUM_RUNS * 1000;

const protocol = fc.constantFrom(Protocol.HTTP, Protocol.GRPC);
const count = fc.integer({ min: 1, max: 30 });
const replicas = count.map((pods) => Replicas.fixed(pods));
const weights = fc.uniqueArray(fc.integer({ min: 5, max: 100 }), { minLength: 1, maxLength: 5 }).map((some) => some.sort((a, b) => a - b));

/** Seconds. */
const numbers = fc.record({
  interval: fc.constantFrom(30, 60, 90, 120),
  failureLimit: fc.integer({ min: 0, max: 3 }),
  initialDelay: fc.constantFrom(120, 150, 240),
});

/** More than it takes to fail, in seconds. */
const slack = fc.integer({ min: 60, max: 900 });

const threshold: fc.Arbitrary<(options: MeasurementOptions) => Threshold> = fc.oneof(
  fc.constantFrom(0.9, 0.95, 0.99, 0.999).map((min) => (options: MeasurementOptions) => Threshold.successRate(min, options)),
  fc.constantFrom(100, 250, 500, 1000).map((max) => (options: MeasurementOptions) =>
    Threshold.latency({ ...options, percentile: 99, max: Duration.millis(max) })),
  fc.constantFrom(0.1, 0.5, 1).map((min) => (options: MeasurementOptions) => Threshold.requestVolume({ min, ...options })),
  fc.constantFrom(0.01, 0.1).map((max) => (options: MeasurementOptions) => Threshold.abortRatio({ max, ...options })),
);

const thresholds = fc.uniqueArray(threshold, { minLength: 1, maxLength: 3, selector: (make) => make({})._name });

interface Written {
  readonly weights: readonly number[];
  readonly pause: number;
  readonly numbers: MeasurementOptions;
}

/** Numbers of somebody's own with the pauses that they need, or those that are derived from long pauses. */
const written: fc.Arbitrary<Written> = fc.oneof(
  fc.record({ weights, pause: fc.integer({ min: 600, max: 3600 }), numbers: fc.constant({}) }),
  fc.tuple(weights, numbers, slack).map(([some, { interval, failureLimit, initialDelay }, more]) => ({
    weights: some,
    pause: initialDelay + interval * (failureLimit + 1) + more,
    numbers: { interval: Duration.seconds(interval), initialDelay: Duration.seconds(initialDelay), failureLimit },
  })),
);

const hashLabel = fc.constantFrom(HashLabel.telemetry(), HashLabel.scraped('pod_template_hash'));

function errorsIn(text: string): string[] {
  const { findings } = validate(readManifests(text, 'sound.yaml').manifests);
  return findings.filter(({ code, severity }) => code.startsWith('SC07') && severity === Severity.ERROR).map(({ code, message }) => `${code} ${message}`);
}

function codesIn(text: string): string[] {
  return validate(readManifests(text, 'sound.yaml').manifests).findings.map(({ code }) => code);
}

function synthesized(props: Partial<SmartCanaryProps>): string {
  const chart = newChart({ namespace: 'eu' });
  newCanary({ workload: Workload.deployment(newDeployment(chart)), ...props }, chart);
  // The synth itself would prove it once more, and fail.
  return chart.node.findAll().filter(ApiObject.isApiObject).map((object) => JSON.stringify(object.toJson())).join('\n---\n');
}

test('what a SmartCanary makes of enough time has no guard that cannot fire, and aborts no healthy canary', () => {
  const canary = fc.record({ written, thresholds, replicas, protocol, hashLabel });
  fc.assert(fc.property(canary, ({ written: { weights: steps, pause, numbers: given }, thresholds: makers, ...facts }) => {
    // WHEN
    const text = synthesized({
      steps: steps.flatMap((weight) => [Step.weight(weight), Step.pause(Duration.seconds(pause))]),
      thresholds: makers.map((make) => make(given)),
      ...facts,
      timeout: Duration.seconds(2),
    });

    // THEN
    expect(errorsIn(text)).toEqual([]);
    expect(codesIn(text)).toContain('SC0707');
  }), { numRuns: NUM_RUNS });
}, TIMEOUT);

const GRPC: Change = [['{name: http, port: 80', '{name: grpc, port: 80'], ['response_code!~"5..|0"', 'grpc_response_status=~"0|5"']];
const SCRAPED: Change = [[/apiVersion: telemetry[^]*?---\n/, '']];

test('what somebody has written with enough time has neither', () => {
  const shop = fc.record({ weights, numbers, slack, count, isGrpc: fc.boolean(), isScraped: fc.boolean() });
  fc.assert(fc.property(shop, ({ weights: some, numbers: { interval, failureLimit, initialDelay }, slack: more, count: pods, isGrpc, isScraped }) => {
    // WHEN
    const pause = initialDelay + interval * (failureLimit + 1) + more;
    const text = shopWith([
      ['replicas: 4', `replicas: ${pods} `],
      ['interval: 30s', `interval: ${interval}s `],
      ['initialDelay: 90s', `initialDelay: ${initialDelay}s `],
      ['failureLimit: 2', `failureLimit: ${failureLimit} `],
      [/      steps:\n[^]*$/, `      steps:\n${some.map((weight) => `      - setWeight: ${weight}\n      - pause: {duration: ${pause}s}\n`).join('')}`],
      ...isGrpc ? GRPC : [],
      ...isScraped ? SCRAPED : [],
    ]);

    // THEN
    expect(errorsIn(text)).toEqual([]);
    expect(codesIn(text)).toContain('SC0707');
  }), { numRuns: NUM_RUNS });
}, TIMEOUT);
