import fc from 'fast-check';
import { metric, playRun } from './play-run';
import { eventsOf, play, type ReleaseOptions, weightsOf } from './release';
import { type MeasuredPhase } from '../../src/simulation/measurement';
import { type OperatorEvent } from '../../src/simulation/operator';
import { type Scenario } from '../../src/simulation/scenario';
import { scripted } from '../../src/simulation/scripted-measurements';

const METRIC = { name: 'errors', successCondition: 'result[0] < 1' };

const step = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map((setWeight) => ({ setWeight })),
  fc.integer({ min: 0, max: 120 }).map((duration) => ({ pause: { duration } })),
  fc.integer({ min: 0, max: 6 }).map((replicas) => ({ setCanaryScale: { replicas } })),
  fc.constant({ setCanaryScale: { matchTrafficWeight: true } }),
  fc.constant({ setHeaderRoute: { name: 'testers', match: [{ headerName: 'x', headerValue: { exact: 'y' } }] } }),
  fc.constant({ experiment: { duration: '20s', templates: [{ name: 'a', weight: 5 }] } }),
  fc.constant({ plugin: { name: 'acme/gate' } }),
);

const release: fc.Arbitrary<ReleaseOptions> = fc.record({
  steps: fc.array(step, { maxLength: 8 }),
  spec: fc.record({ replicas: fc.integer({ min: 1, max: 20 }), minReadySeconds: fc.constantFrom(0, 7), progressDeadlineAbort: fc.boolean() }),
  canary: fc.record({ dynamicStableScale: fc.boolean(), stableService: fc.constantFrom('stable', undefined), canaryService: fc.constantFrom('canary', undefined) }),
  metrics: fc.option(fc.record({ interval: fc.constantFrom('10s', '45s'), failureLimit: fc.integer({ min: 0, max: 2 }) }).map((limits) => [{ ...METRIC, ...limits }]), { nil: undefined }),
});

const action: fc.Arbitrary<OperatorEvent> = fc.record({
  at: fc.integer({ min: 0, max: 400 }),
  action: fc.constantFrom('promote', 'promote-full', 'abort', 'retry', 'undo', 'release', 'lose-pod'),
});

const scenario: fc.Arbitrary<Scenario> = fc.record({
  measure: fc.array(fc.record({ at: fc.integer({ min: 0, max: 300 }), answer: fc.constantFrom('ok', 'fail', 'error', 'empty') }), { maxLength: 3 }).map(scripted),
  podStartup: fc.constantFrom(0, 3.5, 20, Infinity),
  operator: fc.array(action, { maxLength: 3 }),
  clock: fc.constantFrom(0, 0.3, 0.99),
  latency: fc.constantFrom(0, 0.06),
  version: fc.constantFrom('1.7', '1.8', '1.9', '1.10'),
});

test('a release is the same every time it is played', () => {
  fc.assert(fc.property(release, scenario, (options, met) => {
    expect(play(options, met)).toEqual(play(options, met));
  }));
});

test('a release ends, in the order of time, with weights and pods that can be', () => {
  fc.assert(fc.property(release, scenario, (options, met) => {
    // WHEN
    const timeline = play(options, met);

    // THEN
    const times = timeline.events.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    for (const { weight, stable, experiment = 0 } of eventsOf(timeline, 'weight')) {
      expect(weight).toBeGreaterThanOrEqual(0);
      expect(stable).toBeGreaterThanOrEqual(0);
      expect(Math.max(100, weight + experiment)).toBe(weight + stable + experiment);
    }
    for (const { replicas, available } of eventsOf(timeline, 'scale')) {
      expect(replicas).toBeGreaterThanOrEqual(0);
      expect(available).toBeGreaterThanOrEqual(0);
    }
    expect(['promoted', 'aborted', 'paused', 'stuck']).toContain(timeline.outcome);
  }));
});

test('an abort gives all traffic back to the stable version', () => {
  fc.assert(fc.property(release, fc.integer({ min: 0, max: 400 }), fc.constantFrom(0, 3.5, 20), (options, at, podStartup) => {
    const canary = { ...options.canary, abortScaleDownDelaySeconds: undefined };
    const timeline = play({ ...options, canary }, { podStartup, operator: [{ at, action: 'abort' }] });
    fc.pre(timeline.outcome === 'aborted');
    expect(weightsOf(timeline).at(-1)?.[1] ?? 0).toBe(0);
  }));
});

test('a release that is promoted ends with the new version as the stable one, and no weight', () => {
  fc.assert(fc.property(release, fc.constantFrom(0, 20), (options, podStartup) => {
    const timeline = play({ ...options, metrics: undefined }, { podStartup });
    fc.pre(timeline.outcome === 'promoted');
    expect(eventsOf(timeline, 'promote').at(-1)).toMatchObject({ revision: 2, at: timeline.endsAt });
    expect(weightsOf(timeline).at(-1)?.[1] ?? 0).toBe(0);
  }));
});

describe('the formulas for a run', () => {
  const limits = { interval: fc.integer({ min: 1, max: 300 }), delay: fc.integer({ min: 0, max: 300 }), limit: fc.integer({ min: 0, max: 10 }) };
  const query = fc.integer({ min: 0, max: 40 });
  const answering = (phase: MeasuredPhase, seconds: number) => () => ({ phase, seconds });

  test('the earliest failure is delay + limit × (interval + query)', () => {
    fc.assert(fc.property(fc.record({ ...limits, query }), ({ interval, delay, limit, query: seconds }) => {
      const played = playRun([metric({ interval, initialDelay: delay, failureLimit: limit })], answering('Failed', seconds));
      expect(played).toMatchObject({ phase: 'Failed', endsAt: delay + limit * (interval + seconds) + seconds });
    }));
  });

  test('the earliest error is delay + limit × (10 s + query) + query, whatever the interval', () => {
    fc.assert(fc.property(fc.record({ ...limits, query }), ({ interval, delay, limit, query: seconds }) => {
      const played = playRun([metric({ interval, initialDelay: delay, consecutiveErrorLimit: limit })], answering('Error', seconds));
      expect(played).toMatchObject({ phase: 'Error', endsAt: delay + limit * (10 + seconds) + seconds });
    }));
  });

  test('as many measurements are begun until a time as fit', () => {
    fc.assert(fc.property(fc.record(limits), fc.integer({ min: 0, max: 2_000 }), ({ interval, delay }, until) => {
      const expected = until < delay ? 0 : 1 + Math.floor((until - delay) / interval);
      expect(playRun([metric({ interval, initialDelay: delay })], answering('Successful', 0), { until }).measurements).toHaveLength(expected);
    }));
  });

  test('a run with a count lasts delay + (count - 1) × (interval + query) + query', () => {
    fc.assert(fc.property(fc.record({ ...limits, query }), fc.integer({ min: 1, max: 20 }), ({ interval, delay, query: seconds }, count) => {
      const played = playRun([metric({ interval, initialDelay: delay, count })], answering('Successful', seconds));
      expect(played).toMatchObject({ phase: 'Successful', endsAt: delay + (count - 1) * (interval + seconds) + seconds });
    }));
  });
});
