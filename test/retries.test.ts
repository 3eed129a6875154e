import { Duration } from 'cdk8s';
import { type RetryOptions } from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

function routeWith(retries?: RetryOptions, timeout?: Duration) {
  const chart = newChart();
  newCanary({ retries, timeout }, chart);
  return manifestOf(chart, 'VirtualService').spec.http[0];
}

function codesOf(retries: RetryOptions, timeout?: Duration): string[] {
  return newCanary({ retries, timeout }).findings.map(({ code }) => code);
}

const CONDITIONS = '5xx, gateway-error, reset, reset-before-request, connect-failure, retriable-4xx, refused-stream, retriable-status-codes, retriable-headers, '
  + 'envoy-ratelimited, http3-post-connect-failure, cancelled, deadline-exceeded, internal, resource-exhausted, unavailable';

describe('retries', () => {
  test('are Istio\'s own where nothing is stated', () => {
    expect(routeWith()).not.toHaveProperty('retries');
  });

  test.each<[RetryOptions, object]>([
    [{ attempts: 0 }, { attempts: 0 }],
    [{ attempts: 3 }, { attempts: 3 }],
    [{ attempts: 2, perTryTimeout: Duration.millis(1250) }, { attempts: 2, perTryTimeout: '1s250ms' }],
    [{ attempts: 1, retryOn: ['5xx', 'reset', '503'] }, { attempts: 1, retryOn: '5xx,reset,503' }],
    [{ attempts: 1, retryOn: CONDITIONS.split(', ') }, { attempts: 1, retryOn: CONDITIONS.replaceAll(' ', '') }],
  ])('%j become %j and nothing else', (retries, written) => {
    expect(routeWith(retries)).toEqual({ ...routeWith(), retries: written });
  });

  test.each<[RetryOptions, string]>([
    [{ attempts: -1 }, '\'retries.attempts\' must be an integer of at least 0, got -1; give 0 for no retries'],
    [{ attempts: 1.5 }, '\'retries.attempts\' must be an integer of at least 0, got 1.5; give 0 for no retries'],
    [{ attempts: 0, perTryTimeout: Duration.seconds(1) },
      '\'retries.perTryTimeout\' must be left out with attempts: 0, got both; Istio refuses it, for nothing is tried again: leave it out, or raise attempts'],
    [{ attempts: 0, retryOn: ['5xx'] }, '\'retries.retryOn\' must be left out with attempts: 0, got both; Istio refuses it, for nothing is tried again: leave it out, or raise attempts'],
    [{ attempts: 1, perTryTimeout: Duration.millis(0) },
      '\'retries.perTryTimeout\' must be positive and a whole number of milliseconds, got 0 s; give at least Duration.millis(1)'],
    [{ attempts: 1, retryOn: [] }, '\'retries.retryOn\' must not be empty, got []; leave it out for Istio\'s own conditions, or set attempts: 0 for no retries'],
    [{ attempts: 1, retryOn: ['5xx,reset'] }, `'retries.retryOn' must hold only ${CONDITIONS} and known HTTP status codes, got '5xx,reset'; give one of these, each as a string of its own`],
  ])('fail on %j', (retries, message) => {
    expect(messageOf(() => routeWith(retries))).toBe(message);
  });

  test.each(['', ' 5xx', '5XX', '099', '104', '306', '419', '509', '512', '600', '5030'])('fail on the condition %j', (condition) => {
    expect(messageOf(() => routeWith({ attempts: 1, retryOn: [condition] }))).toContain(`got '${condition}'`);
  });

  test('are warned about where the timeout leaves them no time', () => {
    const retries = { attempts: 2, perTryTimeout: Duration.millis(700) };
    expect(codesOf(retries, Duration.millis(2099))).toContain('SC0202');
    expect(codesOf(retries, Duration.millis(2100))).not.toContain('SC0202');
    expect(codesOf(retries)).not.toContain('SC0202');
    expect(codesOf({ attempts: 9 }, Duration.seconds(1))).not.toContain('SC0202');
  });
});
