import { SecretKey } from '../src';
import { messageOf } from './canary';

describe('SecretKey.of', () => {
  test.each(['Prometheus', 'a_b', ''])('fails on the Secret %p', (name) => {
    expect(messageOf(() => SecretKey.of(name, 'token'))).toMatch(
      /^'secretName' must be a DNS name \(a-z, 0-9, '-' and '\.', a letter or digit at both ends, at most 253 characters\), got /,
    );
  });

  test.each(['', 'a b', 'a/b', '.', '..', '..data', 'k'.repeat(254)])('fails on the key %p without repeating it, because it may be the value', (key) => {
    expect(messageOf(() => SecretKey.of('prometheus', key))).toBe(
      '\'key\' must be a key of a Secret (letters, digits, \'-\', \'_\' and \'.\', not beginning with \'..\', at most 253 characters), '
      + `got ${key.length} characters; give the name under which the Secret holds the value, not the value`,
    );
  });

  test.each(['token', '.dockerconfigjson', 'tls.key', 'A_1'])('takes the key %p', (key) => {
    expect(() => SecretKey.of('team.prometheus', key)).not.toThrow();
  });
});
