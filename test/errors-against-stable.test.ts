import { Duration } from 'cdk8s';
import { type ErrorsAgainstStableOptions, Protocol, Threshold } from '../src';
import { manifestOf, messageOf, metricsOf, newCanary, newChart } from './canary';

function metricOf(options: ErrorsAgainstStableOptions, protocol = Protocol.HTTP, timeout = Duration.seconds(2)): any {
  return metricsOf({ thresholds: [Threshold.errorsAgainstStable(options)], protocol, timeout })[0];
}

function queryOf(options: ErrorsAgainstStableOptions): string {
  return metricOf(options).provider.prometheus.query;
}

/** The matchers that are the same in all selectors. */
function selector(hash: string, indent: string, ...more: string[]): string[] {
  const matchers = ['reporter="destination"', 'destination_workload_namespace="{{args.namespace}}"', `rollout_hash="{{args.${hash}}}"`, 'request_protocol="http"', ...more];
  return matchers.map((matcher, index) => `${indent}  ${matcher}${index < matchers.length - 1 ? ',' : ''}`);
}

describe('Threshold.errorsAgainstStable', () => {
  test('holds the failures of the last scrapes against those of the stable version in the last hour', () => {
    expect(queryOf({ maxRatio: 2 })).toBe([
      '2 * (',
      '  sqrt(',
      '    (sum(increase(istio_requests_total{', ...selector('canary-hash', '    ', 'response_code=~"5..|0"'), '    }[1m])) or vector(0))',
      '    + 0.375',
      '  )',
      '  -',
      '  sqrt(',
      '    (sum(increase(istio_requests_total{', ...selector('canary-hash', '    '), '    }[1m])) > 0)',
      '    *',
      '    (',
      '      (sum(rate(istio_requests_total{', ...selector('stable-hash', '      ', 'response_code=~"5..|0"'), '      }[1h])) or vector(0))',
      '      /',
      '      sum(rate(istio_requests_total{', ...selector('stable-hash', '      '), '      }[1h]))',
      '      * 2',
      '    )',
      '    + 0.375',
      '  )',
      ')',
    ].join('\n'));
  });

  test('takes a difference in the place of the ratio', () => {
    expect(queryOf({ maxDifference: 0.01 })).toBe(queryOf({ maxRatio: 2 }).replace('* 2\n', '+ 0.01\n'));
  });

  test('takes another baseline', () => {
    expect(queryOf({ maxRatio: 2, baseline: Duration.minutes(20) })).toBe(queryOf({ maxRatio: 2 }).replaceAll('[1h]', '[20m]'));
  });

  test('fails where there is no data, and where the failures are surely too many', () => {
    expect(metricOf({ maxRatio: 2 })).toMatchObject({
      name: 'errors-against-stable', successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 3',
    });
    expect(metricOf({ maxRatio: 2, deviations: 2.5, name: 'worse' })).toMatchObject({
      name: 'worse', successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 2.5',
    });
  });

  test('tells gRPC failures by their status', () => {
    const { query } = metricOf({ maxRatio: 2 }, Protocol.GRPC).provider.prometheus;
    expect(query.match(/grpc_response_status!~"0\|1\|3\|5\|6\|7\|9\|10\|11\|16"/g)).toHaveLength(2);
    expect(query.match(/request_protocol="grpc"/g)).toHaveLength(4);
  });

  test('is told both hashes by the Rollout', () => {
    const chart = newChart();
    newCanary({ thresholds: [Threshold.errorsAgainstStable({ maxRatio: 2 })] }, chart);
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary.analysis.args).toEqual([
      { name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
      { name: 'stable-hash', valueFrom: { podTemplateHashValue: 'Stable' } },
      { name: 'namespace', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
    ]);
  });

  test.each<[string, ErrorsAgainstStableOptions, string]>([
    ['no bound', {}, '\'errorsAgainstStable\' must have exactly one of maxRatio and maxDifference, got none; give maxRatio: 2 for twice the failures of stable, or maxDifference: 0.01 for 1 % more'],
    ['two bounds', { maxRatio: 2, maxDifference: 0.1 },
      '\'errorsAgainstStable\' must have exactly one of maxRatio and maxDifference, got both; give maxRatio: 2 for twice the failures of stable, or maxDifference: 0.01 for 1 % more'],
    ['less than stable', { maxRatio: 0.5 }, '\'errorsAgainstStable.maxRatio\' must be a finite number of at least 1, got 0.5; a canary like stable is good: give 1, or more to be lenient'],
    ['a percentage', { maxDifference: 2 }, '\'errorsAgainstStable.maxDifference\' must be a ratio of at least 0 and below 1, got 2; 2 % is 0.02'],
    ['a negative difference', { maxDifference: -1 }, '\'errorsAgainstStable.maxDifference\' must be a ratio of at least 0 and below 1, got -1; give 0.01 for 1 % of the requests'],
    ['no deviation', { maxRatio: 2, deviations: 0 },
      '\'errorsAgainstStable.deviations\' must be a finite number above 0, got 0; give 3, with which chance alone fails one measurement in a thousand'],
    ['half a second', { maxRatio: 2, baseline: Duration.millis(500) },
      '\'errorsAgainstStable.baseline\' must be positive and a whole number of seconds, got 0.5 s; Argo Rollouts counts whole seconds: round it up'],
  ])('fails on %s', (_, options, message) => {
    expect(messageOf(() => Threshold.errorsAgainstStable(options))).toBe(message);
  });
});
