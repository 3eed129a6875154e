import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { manifests, metricsOf, newCanary, newChart, newDeployment } from './canary';
import { ExperimentTemplate, type Finding, HashLabel, Protocol, Replicas, Routing, type SmartCanaryProps, Step, Threshold, Workload } from '../src';

const seconds = (amount: number) => Duration.seconds(amount);

const STATED: Partial<SmartCanaryProps> = { workload: Workload.named('shop'), protocol: Protocol.HTTP, replicas: Replicas.fixed(4), timeout: seconds(2) };

/** The pauses after each weight, in seconds; null waits for somebody. */
type Stages = [weight: number, ...pauses: (number | null)[]][];

function stepsOf(stages: Stages): Step[] {
  const pauseOf = (pause: number | null) => (pause === null ? Step.pause() : Step.pause(seconds(pause)));
  return stages.flatMap(([weight, ...pauses]) => [Step.weight(weight), ...pauses.map(pauseOf)]);
}

/** What there is to say after a synth, whether that fails or not. */
function findingsOf(props: Partial<SmartCanaryProps>, chart = newChart({ namespace: 'arch' })): Finding[] {
  const canary = newCanary(props, chart);
  try {
    manifests(chart);
  } catch {
    // Its findings say why.
  }
  return canary.findings;
}

function codesOf(props: Partial<SmartCanaryProps>, ...codes: string[]): string[] {
  return findingsOf(props).map(({ code }) => code).filter((code) => codes.includes(code));
}

describe('numbers that are derived', () => {
  test('guard stages that a more patient analysis leaves alone', () => {
    const steps = stepsOf([[20, 120], [50, 120], [100, 120]]);
    expect(metricsOf({ ...STATED, steps })[0]).toMatchObject({ initialDelay: '1m35s', failureLimit: 1, interval: '15s' });
    expect(codesOf({ ...STATED, steps }, 'SC0701', 'SC0702', 'SC0703')).toEqual([]);
    expect(codesOf({ ...STATED, steps, analysis: { failureLimit: 3, interval: seconds(60) } }, 'SC0701', 'SC0702', 'SC0703')).toEqual(['SC0702', 'SC0702', 'SC0702']);
  });

  test('guard a release that is too short for slack, and whose analysis is too late with it', () => {
    const steps = stepsOf([[100, 80]]);
    expect(metricsOf({ ...STATED, steps })[0]).toMatchObject({ initialDelay: '1m15s', failureLimit: 0 });
    expect(codesOf({ ...STATED, steps }, 'SC0301', 'SC0701', 'SC0703')).toEqual([]);
    const late = { initialDelay: seconds(101) };
    expect(codesOf({ ...STATED, steps, analysis: late }, 'SC0301', 'SC0701', 'SC0703')).toEqual(['SC0301', 'SC0701']);
  });

  test('count pods that begin slowly with their scale, before there is any weight', () => {
    const steps = [Step.canaryScale({ replicas: 2 }), Step.pause(seconds(60)), ...stepsOf([[5, 300], [50, 180]])];
    const props = { ...STATED, steps, traffic: { podStartup: seconds(90) }, analysis: { startingStep: 0 } };
    expect(metricsOf(props)[0]).toMatchObject({ initialDelay: '3m45s' });
    expect(codesOf(props, 'SC0301', 'SC0701', 'SC0703')).toEqual([]);
  });

  test('count on the analyses that an experiment cannot be over without', () => {
    const errors = Threshold.query('error-ratio', { query: 'avg(error_ratio)', max: 0.1 });
    const judge = { name: 'judge', measures: 'candidate', thresholds: [errors], requiredForCompletion: true, initialDelay: seconds(300) };
    const steps = [Step.weight(20), Step.experiment({ templates: [ExperimentTemplate.canary('candidate')], analyses: [judge] })];
    expect(codesOf({ ...STATED, steps }, 'SC0301', 'SC0701', 'SC0703')).toEqual([]);
  });

  test('fails with the step that would do where people may pause before the first request', () => {
    const steps = [Step.canaryScale({ replicas: 2 }), Step.pause(), ...stepsOf([[5, 300], [50, 180]])];
    const error = findingsOf({ ...STATED, steps, analysis: { startingStep: 0 } }).find(({ code }) => code === 'SC0703');
    expect(error?.fix).toBe('startingStep: 2 lets it pass: then there is something to measure');
    expect(codesOf({ ...STATED, steps, analysis: { startingStep: 2 } }, 'SC0301', 'SC0701', 'SC0703')).toEqual([]);
  });

  test('fails with what would do where nothing can be measured before the promotion', () => {
    const props = { ...STATED, steps: stepsOf([[20, 20], [100, 10]]) };
    const [early, proven] = findingsOf(props).filter(({ code }) => ['SC0301', 'SC0701'].includes(code));
    expect(early.fix).toBe('lengthen the timed pauses from step 1 on by 47 s in all, or give a smaller initialDelay, interval or failureLimit');
    expect(proven.fix).toBe('any one of these makes it fire: initialDelay: 45s, or 40s for the pause in steps[3]');
  });
});

describe('what is derived passes its own proof', () => {
  const THRESHOLDS: Readonly<Record<string, (ratio: number) => Threshold>> = {
    success: (ratio) => Threshold.successRate(ratio),
    sinceBirth: (ratio) => Threshold.successRate(ratio, { name: 'success-since-birth', sinceBirth: true }),
    latency: () => Threshold.latency({ percentile: 99, max: Duration.millis(500) }),
    aborts: () => Threshold.abortRatio({ max: 0.05 }),
    stable: () => Threshold.errorsAgainstStable({ maxDifference: 0.02 }),
    throttling: () => Threshold.throttling({ max: 0.25 }),
    restarts: () => Threshold.restarts(),
  };
  const timed = [{ min: 1, max: 100 }, { min: 60, max: 900 }].map((range) => ({ weight: 5, arbitrary: fc.integer(range) }));
  const pause = fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, ...timed);
  const stage = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.array(pause, { minLength: 1, maxLength: 2 }))
    .map(([weight, pauses]): Stages[number] => [weight, ...pauses]);
  const generated = fc.record({
    stages: fc.array(stage, { minLength: 1, maxLength: 4 }),
    thresholds: fc.subarray(Object.keys(THRESHOLDS), { minLength: 1, maxLength: 2 }),
    ratio: fc.constantFrom(0.5, 0.9, 0.99),
    startup: fc.integer({ min: 0, max: 150 }),
    minReadySeconds: fc.constantFrom(0, 0, 45),
    scrapeInterval: fc.constantFrom(5, 15, 30, 60),
    replicas: fc.integer({ min: 1, max: 12 }),
    protocol: fc.constantFrom(Protocol.HTTP, Protocol.GRPC),
    routing: fc.constantFrom(Routing.subsets(), Routing.hosts()),
    failureLimit: fc.option(fc.nat(3), { nil: undefined }),
    startsLate: fc.boolean(),
  });

  test('or it is said before the synth which threshold has too little time', () => {
    fc.assert(fc.property(generated, (made) => {
      const chart = newChart({ namespace: 'arch' });
      const steps = stepsOf(made.stages);
      const findings = findingsOf({
        steps,
        workload: Workload.deployment(newDeployment(chart, { replicas: made.replicas, minReadySeconds: made.minReadySeconds })),
        thresholds: made.thresholds.map((name) => THRESHOLDS[name](made.ratio)),
        protocol: made.protocol,
        routing: made.routing,
        hashLabel: HashLabel.telemetry(),
        analysis: { failureLimit: made.failureLimit, startingStep: made.startsLate ? steps.length - 1 : undefined },
        traffic: { podStartup: seconds(made.startup) },
        target: { scrapeInterval: seconds(made.scrapeInterval) },
      }, chart);
      const named = (codes: readonly string[]) => findings.filter(({ code }) => codes.includes(code))
        .map(({ message }) => /^(?:threshold|metric) '([^']+)'/.exec(message)?.[1]);
      expect(findings.filter(({ code }) => code === 'SC0703')).toEqual([]);
      expect(named(['SC0301'])).toEqual(expect.arrayContaining(named(['SC0701', 'SC0706'])));
      expect(findings.filter(({ severity, code }) => severity === 'error' && code !== 'SC0701')).toEqual([]);
    }), { numRuns: Number(process.env.FAST_CHECK_RUNS ?? 12) });
  });
});
