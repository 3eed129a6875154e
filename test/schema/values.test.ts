import { nearest } from '../../src/manifest/nearest';
import { cronProblems } from '../../src/schema/built-in/cron';
import { cidrProblems, isIp, parseCidr } from '../../src/schema/built-in/ip-address';
import { parsesAsRfc3339 } from '../../src/schema/date-time';
import { decodeText } from '../../src/schema/decode-text';
import { STRING_FORMATS } from '../../src/schema/formats';
import { jsonTypeOf, show } from '../../src/schema/json-value';
import { isQuantity, quantityValue } from '../../src/schema/quantity';

test.each(['1', '+1', '-1', '.5', '5.', '.', '+', 'm', '100m', '1Gi', '1e3', '1E-3', '5k', 1, 0.5])('%j is a quantity', (value) => {
  expect(isQuantity(value)).toBe(true);
});

test.each(['', 'a', '1 Gi', '1gi', '1GB', '--1', '1e', '1x', true, null, {}])('%j is no quantity', (value) => {
  expect(isQuantity(value)).toBe(false);
});

test.each([['100m', 0.1], ['1Ki', 1024], ['1k', 1000], ['2e3', 2000], ['1E', 1e18], ['-1.5', -1.5], [3, 3]])('%j is %d', (value, amount) => {
  expect(quantityValue(value)).toBeCloseTo(amount, 9);
});

test.each(['2026-01-31T23:59:59Z', '2024-02-29T00:00:00.123+02:00'])('%s is a time', (text) => {
  expect(parsesAsRfc3339(text)).toBe(true);
  expect(STRING_FORMATS['date-time'](text)).toBe(true);
});

test.each(['', '2026-01-31', '2026-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-01-31T24:00:00Z', '2026-01-31T00:60:00Z', '2026-01-31T00:00:00'])('%j is no time', (text) => {
  expect(parsesAsRfc3339(text)).toBe(false);
  expect(STRING_FORMATS['date-time'](text)).toBe(false);
});

test('custom resources take small letters in a time, Go does not', () => {
  expect([STRING_FORMATS['date-time']('2026-01-31t00:00:00z'), parsesAsRfc3339('2026-01-31t00:00:00z')]).toEqual([true, false]);
});

test.each(['', 'YQ==', 'YWI=\n', 'YW\nI=', 'YWJj'])('%j is base64', (text) => {
  expect(decodeText(text, 'byte')).toBeUndefined();
});

test.each([
  ['%%', 0], ['YQ', 0], ['YQ=', 3], ['YQ==x', 4], ['Y', 0], ['YQ==YQ==', 4], ['YW=J', 2], ['YWI=x', 4], ['Y===', 1], ['====', 0], ['YWJjY', 4],
])('base64 %j is wrong at %d', (text, at) => {
  expect(decodeText(text, 'byte')).toBe(`illegal base64 data at input byte ${at}`);
});

test.each(['0.0.0.0', '10.9.8.7', '255.255.255.255', '::', '::1', '2001:db8::ffff', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4'])('%s is an address', (text) => {
  expect(isIp(text)).toBe(true);
});

test.each(['', '1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', 'a', '1:2', ':::', '1::2::3', '12345::', '1:2:3:4:5:6:7:8:9'])('%j is no address', (text) => {
  expect(isIp(text)).toBe(false);
});

test.each([['0.0.0.0/0', ''], ['10.0.0.0/8', '00001010'], ['2001:d00::/24', '001000000000000100001101']])('the prefix of %s is %j', (text, bits) => {
  expect(parseCidr(text)).toBe(bits);
  expect(cidrProblems(text)).toEqual([]);
});

test.each(['', '10.0.0.0', '10.0.0.0/33', '10.0.0.0/08', 'a/8', '::/129', '10.0.0.1/8', '2001:db8::/16', '::ffff:10.0.0.0/104'])('%j is no block', (text) => {
  expect(cidrProblems(text)).not.toEqual([]);
});

test.each(['* * * * *', '*/15 0-6 1,15 JAN-mar mon', '0 0 ? * 6', '@daily', '@every 1h30m', '5/10 * * * *'])('%j is a schedule', (text) => {
  expect(cronProblems(text)).toEqual([]);
});

test.each([
  ['* * * *', 'expected exactly 5 fields, found 4: [* * * *]'],
  ['60 * * * *', 'end of range (60) above maximum (59): 60'],
  ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
  ['5-1 * * * *', 'beginning of range (5) beyond end of range (1): 5-1'],
  ['*/0 * * * *', 'step of range should be a positive number: */0'],
  ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
  ['1/2/3 * * * *', 'too many slashes: 1/2/3'],
  ['x * * * *', 'failed to parse int from x'],
  ['@reboot', 'unrecognized descriptor: @reboot'],
  ['@every x', 'failed to parse duration @every x: time: invalid duration "x"'],
])('%j is no schedule', (text, problem) => {
  expect(cronProblems(text)).toEqual([problem]);
});

test.each([
  ['setWieght', ['setWeight', 'setCanaryScale'], 'setWeight'],
  ['SetWeight', ['setWeight'], 'setWeight'],
  ['stepz', ['steps', 'strategy'], 'steps'],
  ['replica', ['replicas', 'template'], 'replicas'],
  ['colour', ['steps', 'weight'], undefined],
  ['x'.repeat(1000), ['x'.repeat(1001)], undefined],
])('nearest to %s', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});

test.each([
  [undefined, 'null'], [null, 'null'], [true, 'boolean'], [1, 'integer'], [1.5, 'number'], [5n, 'integer'], ['', 'string'], [[], 'array'], [{}, 'object'],
  [Object.create(null), 'object'], [NaN, 'other'], [Infinity, 'other'], [new Date(), 'other'], [new Map(), 'other'], [() => 1, 'other'], [Symbol('x'), 'other'],
])('the type of %p is %s', (value, type) => {
  expect(jsonTypeOf(value)).toBe(type);
});

test('a value is shown cut, where it is long or deep', () => {
  expect(show('x'.repeat(300))).toBe(`"${'x'.repeat(199)}…`);
  expect(show({ a: { b: { c: { d: { e: 1 } } } } })).toBe('{"a":{"b":{"c":{"d":"…"}}}}');
  expect(show([1n, undefined, new Date(0)])).toMatch(/^\[1,null,"Thu Jan 01 1970/);
});
