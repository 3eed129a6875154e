import { Duration } from 'cdk8s';
import { AnalysisArg, HashLabel, Protocol, type SmartCanaryProps, Threshold } from '../src';
import { manifestOf, messageOf, metricsOf, newCanary, newChart } from './canary';
import { compileVerdict } from '../src/condition/verdict';

function queryOf(props: Partial<SmartCanaryProps>): string {
  return metricsOf(props)[0].provider.prometheus.query;
}

describe('Threshold.successRate', () => {
  test('is false where there is no data, so that silence fails a release and never only delays it', () => {
    expect(metricsOf({ thresholds: [Threshold.successRate(0.95)] })[0].successCondition).toBe(
      'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.95',
    );
  });

  test('reads 0, and not nothing, when every request of an HTTP canary fails', () => {
    expect(queryOf({ protocol: Protocol.HTTP, timeout: Duration.seconds(2) })).toBe([
      '(sum(rate(istio_requests_total{',
      '  reporter="destination",',
      '  destination_workload_namespace="{{args.namespace}}",',
      '  rollout_hash="{{args.canary-hash}}",',
      '  request_protocol="http",',
      '  response_code!~"5..|0"',
      '}[1m])) or vector(0))',
      '/',
      'sum(rate(istio_requests_total{',
      '  reporter="destination",',
      '  destination_workload_namespace="{{args.namespace}}",',
      '  rollout_hash="{{args.canary-hash}}",',
      '  request_protocol="http"',
      '}[1m]))',
    ].join('\n'));
  });

  test('takes a gRPC call for good by its status, because its response code is 200 either way', () => {
    const query = queryOf({ protocol: Protocol.GRPC, timeout: Duration.seconds(2) });
    expect(query).toContain('grpc_response_status=~"0|1|3|5|6|7|9|10|11|16"');
    expect(query).toContain('request_protocol="grpc"');
    expect(query).not.toContain('response_code');
  });

  test.each([Protocol.HTTP, Protocol.GRPC])('leaves requests without a response out of both sides where the %s route has no timeout', (protocol) => {
    const [good, all] = queryOf({ protocol }).split('\n/\n');
    expect(good).toMatch(/response_code(!="0"|!~"5\.\.\|0")/);
    expect(all).toContain('response_code!="0"');
  });

  test('looks back over four scrapes', () => {
    expect(queryOf({ target: { scrapeInterval: Duration.seconds(30) } })).toContain('}[2m]))');
  });

  test('uses the label that the scrape provides', () => {
    expect(queryOf({ hashLabel: HashLabel.scraped('rollouts_pod_template_hash') })).toContain('rollouts_pod_template_hash="{{args.canary-hash}}"');
  });

  test.each([
    [95, '95 % is 0.95'],
    [0, 'give 0.95 for 95 %'],
    [-0.1, 'give 0.95 for 95 %'],
    [NaN, 'give 0.95 for 95 %'],
  ])('fails on a ratio of %d', (min, fix) => {
    expect(messageOf(() => Threshold.successRate(min))).toBe(`'successRate' must be a ratio above 0 and at most 1, got ${min}; ${fix}`);
  });

  test('fails when two thresholds have one name', () => {
    expect(messageOf(() => newCanary({ thresholds: [Threshold.successRate(0.9), Threshold.successRate(0.99)] }))).toBe(
      '\'thresholds\' must have distinct names, got \'success-rate\' twice; give one of them another name, such as \'success-rate-2\'',
    );
  });

  test('fails on a name that is no DNS label', () => {
    expect(messageOf(() => Threshold.successRate(0.9, { name: 'Success Rate' }))).toBe(
      '\'threshold name\' must be a DNS label (a-z, 0-9 and \'-\', a letter first, no \'-\' last, at most 63 characters), got \'Success Rate\'; try \'success-rate\'',
    );
  });

  test('fails when there is no label to tell the canary by', () => {
    expect(messageOf(() => newCanary({ hashLabel: HashLabel.none() }))).toBe(
      '\'hashLabel\' must name a label that tells canary from stable, because threshold \'success-rate\' measures the canary alone, got HashLabel.none(); '
      + 'use HashLabel.telemetry(), or a Threshold.query that needs none',
    );
  });
});

describe('Threshold.query', () => {
  test('keeps the query and makes a condition that is false on no data', () => {
    const query = 'max(queue_depth{hash="{{args.canary-hash}}"})';
    const [metric] = metricsOf({ thresholds: [Threshold.query('queue', { query, max: 100 })] });
    expect(metric).toMatchObject({
      name: 'queue',
      successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 100',
      provider: { prometheus: { query } },
    });
  });

  test('takes a condition as it is', () => {
    const [metric] = metricsOf({ thresholds: [Threshold.query('up', { query: 'vector(1)', successCondition: 'all(result, # > 0)' })] });
    expect(metric.successCondition).toBe('all(result, # > 0)');
  });

  test.each([
    ['scalar(max(queue))', {}, '!isNaN(result) && result <= 100'],
    ['100 * scalar(sum(queue) / 2)', {}, '!isNaN(result) && result <= 100'],
    ['time() - scalar(max(last_job))', {}, '!isNaN(result) && result <= 100'],
    ['1 + 1', {}, '!isNaN(result) && result <= 100'],
    ['scalar(sum(rate(jobs[{{args.window}}])))', { window: AnalysisArg.value('5m') }, '!isNaN(result) && result <= 100'],
    ['scalar(sum(jobs{team="{{args.team}}"}))', { team: AnalysisArg.fieldRef('metadata.labels[\'team\']') }, '!isNaN(result) && result <= 100'],
    ['vector(scalar(max(queue)))', {}, 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 100'],
    ['max(queue) / scalar(max(limit))', {}, 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 100'],
    ['max(time_since_start{unit="time"})', {}, 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 100'],
  ])('words the condition of %s for what it answers with', (query, args, condition) => {
    const chart = newChart();
    newCanary({ thresholds: [Threshold.query('queue', { query, args, max: 100 })] }, chart);
    expect(manifestOf(chart, 'AnalysisTemplate').spec.metrics[0].successCondition).toBe(condition);
  });

  test.each([[100, 'Successful'], [101, 'Failed'], [NaN, 'Failed']])('of a scalar %d is %s', (value, phase) => {
    const [{ successCondition }] = metricsOf({ thresholds: [Threshold.query('queue', { query: 'scalar(max(queue))', max: 100 })] });
    for (const profile of ['1.9', '1.10'] as const) {
      expect(compileVerdict({ successCondition }, 'scalar', profile).judge(value).phase).toBe(phase);
    }
  });

  test('declares the arguments that it uses, and no others, in the template and in the Rollout', () => {
    const chart = newChart();
    newCanary({ thresholds: [Threshold.query('slow', { query: 'slow{s="{{args.route}}", ns="{{ args.namespace }}"}', max: 1, args: { route: AnalysisArg.value('/pay') } })] }, chart);
    expect(manifestOf(chart, 'AnalysisTemplate').spec.args).toEqual([{ name: 'namespace' }, { name: 'route' }]);
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary.analysis.args).toEqual([
      { name: 'namespace', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
      { name: 'route', value: '/pay' },
    ]);
  });

  test.each([
    ['an empty query', { query: ' ', min: 1 }, '\'query\' of threshold \'x\' must be PromQL, got \' \'; give an expression with one number as its result'],
    ['no bound', { query: 'up' }, 'threshold \'x\' must have exactly one of min, max and successCondition, got none; without one every answer passes: give one'],
    ['two bounds', { query: 'up', min: 1, max: 2 }, 'threshold \'x\' must have exactly one of min, max and successCondition, got min and max; without one every answer passes: give one'],
    ['an infinite bound', { query: 'up', min: Infinity }, '\'min\' of threshold \'x\' must be a finite number, got Infinity; give the bound in the query\'s unit'],
    ['an empty condition', { query: 'up', successCondition: ' ' }, '\'successCondition\' of threshold \'x\' must not be empty, got \' \'; give a condition, min or max'],
    ['an argument that nobody gives', { query: '{{args.foo}}', min: 1 },
      'threshold \'x\' must use only known arguments (canary-hash, stable-hash, namespace, rollout), got \'foo\'; Argo Rollouts would end the analysis with an error: add it to \'args\''],
    ['a tag that is no argument', { query: '{{ foo }}', min: 1 },
      'threshold \'x\' must use only known arguments (canary-hash, stable-hash, namespace, rollout), got \'{{ foo }}\'; Argo Rollouts would end the analysis with an error: add it to \'args\''],
    ['an argument of the library\'s', { query: 'up', min: 1, args: { namespace: AnalysisArg.value('a') } },
      '\'args\' of threshold \'x\' must not hold \'namespace\', got \'a\'; the Rollout fills it in: choose another name'],
  ])('fails on %s', (_, options, message) => {
    expect(messageOf(() => Threshold.query('x', options))).toBe(message);
  });

  test('fails when two thresholds give one argument two values', () => {
    const threshold = (name: string, route: string) => Threshold.query(name, { query: '{{args.route}}', min: 1, args: { route: AnalysisArg.value(route) } });
    expect(messageOf(() => newCanary({ thresholds: [threshold('a', '/pay'), threshold('b', '/cart')] }))).toBe(
      'argument \'route\' must have one value for all thresholds, got \'/pay\' and \'/cart\'; give one of them another name',
    );
  });
});
