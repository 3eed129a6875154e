import { Duration } from 'cdk8s';
import { type AnalysisOptions, type MeasurementOptions, type SmartCanaryProps, Step, Threshold } from '../src';
import { messageOf, metricsOf, newCanary, newChart } from './canary';

const LIMITS = { query: 'max(queue) or vector(0)', successCondition: 'result[0] < 10', failureCondition: 'result[0] > 100' };

/** What a metric says besides its name and its query. */
function numbersOf(threshold: Threshold, analysis: AnalysisOptions = {}): any {
  const [{ name, provider, successCondition, failureCondition, ...numbers }] = metricsOf({ thresholds: [threshold], analysis });
  return numbers;
}

function codesOf(props: Partial<SmartCanaryProps>): string[] {
  const { findings } = newCanary({ timeout: Duration.seconds(2), ...props }, newChart({ namespace: 'arch' }));
  return findings.map(({ code }) => code).filter((code) => code.startsWith('SC03') && code !== 'SC0303');
}

describe('the numbers of a threshold', () => {
  test('are written with it, each in upstream\'s word', () => {
    const limits = { count: 9, failureLimit: 2, inconclusiveLimit: 1, consecutiveErrorLimit: 3, consecutiveSuccessLimit: 4 };
    const options = { interval: Duration.seconds(20), initialDelay: Duration.minutes(3), ...limits };
    expect(numbersOf(Threshold.query('queue', { ...LIMITS, ...options }))).toEqual({
      interval: '20s', initialDelay: '3m', ...limits,
    });
  });

  test.each<[string, (options: MeasurementOptions) => Threshold]>([
    ['successRate', (options) => Threshold.successRate(0.9, options)],
    ['latency', (options) => Threshold.latency({ percentile: 99, max: Duration.millis(500), ...options })],
    ['requestVolume', (options) => Threshold.requestVolume({ min: 1, ...options })],
    ['query', (options) => Threshold.query('queue', { query: 'max(queue)', max: 1, ...options })],
  ])('can be given to Threshold.%s', (_, threshold) => {
    expect(numbersOf(threshold({ interval: Duration.seconds(33) })).interval).toBe('33s');
  });

  test('go before those of the analysis, and those before derived ones, one by one', () => {
    const thresholds = [Threshold.successRate(0.9, { failureLimit: 1 }), Threshold.requestVolume({ min: 1 })];
    const metrics = metricsOf({ thresholds, analysis: { failureLimit: 2, interval: Duration.seconds(40) } });
    expect(metrics.map(({ initialDelay, interval, failureLimit }) => [initialDelay, interval, failureLimit])).toEqual([['1m35s', '40s', 1], ['1m35s', '40s', 2]]);
  });

  test('that are given make room for others: fewer failures fit under a count', () => {
    expect(numbersOf(Threshold.successRate(0.9, { count: 2 }))).toMatchObject({ count: 2, failureLimit: 1 });
    expect(numbersOf(Threshold.successRate(0.9, { count: 3, consecutiveSuccessLimit: 2 }))).toMatchObject({ failureLimit: 1 });
    expect(numbersOf(Threshold.successRate(0.9, { count: 1 }))).toMatchObject({ failureLimit: 0 });
  });

  test('of the analysis bound what can be inconclusive and nothing else', () => {
    const metrics = metricsOf({ thresholds: [Threshold.successRate(0.9), Threshold.query('queue', LIMITS)], analysis: { inconclusiveLimit: 2 } });
    expect(metrics.map(({ inconclusiveLimit }) => inconclusiveLimit)).toEqual([undefined, 2]);
  });

  test.each<[string, MeasurementOptions, string]>([
    ['a failure too few', { failureLimit: -2 }, '\'failureLimit\' of threshold \'x\' must be an integer of at least -1, got -2; give the number of failed measurements to tolerate'],
    ['no measurement', { count: 0 }, '\'count\' of threshold \'x\' must be an integer of at least 1, got 0; give the number of measurements to take'],
    ['a negative limit', { consecutiveErrorLimit: -1 }, '\'consecutiveErrorLimit\' of threshold \'x\' must be an integer of at least 0, got -1; give the number of errors in a row to tolerate'],
    ['no success', { consecutiveSuccessLimit: 0 },
      '\'consecutiveSuccessLimit\' of threshold \'x\' must be an integer of at least 1, got 0; leave it out to go on measuring after any number of good ones'],
    ['half a second', { interval: Duration.millis(500) },
      '\'interval\' of threshold \'x\' must be positive and a whole number of seconds, got 0.5 s; Argo Rollouts counts whole seconds: round it up'],
    ['inconclusive ones that cannot be', { inconclusiveLimit: 1 },
      '\'inconclusiveLimit\' of threshold \'x\' must go with a failureCondition, got 1 without one; what is measured there is good or bad and never inconclusive: leave it out'],
  ])('fail with %s', (_, options, message) => {
    expect(messageOf(() => Threshold.successRate(0.9, { name: 'x', ...options }))).toBe(message);
  });

  test.each<[string, MeasurementOptions, string]>([
    ['no limit at all', { failureLimit: -1 },
      '\'failureLimit\' of threshold \'x\' must be at least 0 in the background analysis, got -1; whatever it measures, the promotion would end it as successful: use it in a Step.analysis'],
    ['as many failures as measurements', { count: 3, failureLimit: 3 },
      '\'count\' of threshold \'x\' must be above failureLimit, 3, got 3; one more failure than that is a failed analysis, and there could not be so many: raise it, or lower failureLimit'],
    ['as many inconclusive ones as measurements', { count: 3, inconclusiveLimit: 3 },
      '\'count\' of threshold \'x\' must be above inconclusiveLimit, 3, got 3; one more than that is inconclusive, and there could not be so many: raise it, or lower inconclusiveLimit'],
    ['too few measurements for both limits', { count: 3, failureLimit: 2, consecutiveSuccessLimit: 2 },
      '\'count\' of threshold \'x\' must be at least failureLimit and consecutiveSuccessLimit together, 4, got 3; Argo Rollouts would end the analysis with an error: raise it'],
  ])('fail together with %s', (_, options, message) => {
    expect(messageOf(() => newCanary({ thresholds: [Threshold.query('x', { ...LIMITS, ...options })] }))).toBe(message);
  });

  test('fail where a limit of the analysis meets a count of the threshold', () => {
    expect(messageOf(() => newCanary({ thresholds: [Threshold.successRate(0.9, { count: 2 })], analysis: { failureLimit: 2 } }))).toContain(
      '\'count\' of threshold \'success-rate\' must be above failureLimit, 2, got 2;',
    );
  });

  test('fail where nothing can be inconclusive', () => {
    expect(messageOf(() => newCanary({ analysis: { inconclusiveLimit: 2 } }))).toBe(
      '\'inconclusiveLimit\' of the analysis must go with a failureCondition, got 2 without one; what is measured there is good or bad and never inconclusive: leave it out',
    );
  });
});

describe('failureCondition', () => {
  test('is written beside successCondition, arguments and all', () => {
    const [metric] = metricsOf({ thresholds: [Threshold.query('queue', { ...LIMITS, failureCondition: 'result[0] > 100 && "{{args.namespace}}" != ""' })] });
    expect(metric).toMatchObject({ successCondition: 'result[0] < 10', failureCondition: 'result[0] > 100 && "{{args.namespace}}" != ""' });
  });

  test.each<[string, { min?: number; successCondition?: string; failureCondition: string }, string]>([
    ['beside a bound', { min: 1, failureCondition: 'result[0] > 1' },
      '\'failureCondition\' of threshold \'x\' must go with successCondition, got a bound beside it; what is beyond min or max fails already: give both conditions, or the bound alone'],
    ['when empty', { successCondition: 'result[0] < 1', failureCondition: ' ' }, '\'failureCondition\' of threshold \'x\' must not be empty, got \' \'; give a condition, or leave it out'],
    ['with an argument that nobody gives', { successCondition: 'result[0] < 1', failureCondition: 'result[0] > {{args.worst}}' },
      'threshold \'x\' must use only known arguments (canary-hash, stable-hash, namespace, rollout), got \'worst\'; Argo Rollouts would end the analysis with an error: add it to \'args\''],
  ])('fails %s', (_, options, message) => {
    expect(messageOf(() => Threshold.query('x', { query: 'up', ...options }))).toBe(message);
  });
});

describe('the findings about numbers', () => {
  test('judge each threshold by its own', () => {
    const steps = [Step.weight(20), Step.pause(Duration.minutes(5))];
    const thresholds = [Threshold.successRate(0.9), Threshold.requestVolume({ min: 1, initialDelay: Duration.minutes(6) })];
    const { findings } = newCanary({ steps, thresholds }, newChart({ namespace: 'arch' }));
    expect(findings.filter(({ code }) => code === 'SC0301')).toMatchObject([{
      resource: 'AnalysisTemplate/arch/shop', path: 'spec.metrics[1]', message: expect.stringMatching(/^threshold 'request-volume' can abort 360 s after the analysis starts/),
    }]);
    expect(codesOf({ steps, thresholds, analysis: { dryRun: ['request-volume'] } })).toEqual([]);
  });

  test.each<[MeasurementOptions, string]>([
    [{ count: 5 }, 'may be measured for the last time 335 s after the analysis starts (count 5)'],
    [{ consecutiveSuccessLimit: 3 }, 'may be measured for the last time 215 s after the analysis starts (consecutiveSuccessLimit 3)'],
    [{ count: 5, consecutiveSuccessLimit: 3 }, 'may be measured for the last time 215 s after the analysis starts (count 5, consecutiveSuccessLimit 3)'],
  ])('say from when on %j leaves a canary unwatched', (options, message) => {
    const { findings } = newCanary({ thresholds: [Threshold.successRate(0.9, options)] });
    expect(findings.find(({ code }) => code === 'SC0305')?.message).toContain(message);
  });

  test('see that a count which ends undecided is inconclusive, too', () => {
    expect(codesOf({ thresholds: [Threshold.successRate(0.9, { count: 5, consecutiveSuccessLimit: 3 })] })).toEqual(['SC0305', 'SC0306']);
  });

  test('leave alone what aborts nothing anyway', () => {
    const thresholds = [Threshold.successRate(0.9), Threshold.query('queue', { ...LIMITS, count: 3 })];
    expect(codesOf({ thresholds, analysis: { dryRun: ['queue'] } })).toEqual([]);
  });
});
