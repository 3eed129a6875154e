import { type JsonObject } from '../../src/manifest/json';
import { checkSelector, labelsInclude, selectorMatches } from '../../src/manifest/label-selector';

const LABELS = new Map([['app', 'shop'], ['tier', 'web'], ['empty', '']]);

// Answers of k8s.io/apimachinery 0.37.2 (metav1.LabelSelectorAsSelector).
test.each<[JsonObject, boolean]>([
  [{}, true],
  [{ matchLabels: { app: 'shop' } }, true],
  [{ matchLabels: { app: 'shop', tier: 'db' } }, false],
  [{ matchLabels: { empty: '' } }, true],
  [{ matchLabels: { missing: '' } }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['cart', 'shop'] }] }, true],
  [{ matchExpressions: [{ key: 'missing', operator: 'In', values: ['a'] }] }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['shop'] }] }, false],
  [{ matchExpressions: [{ key: 'missing', operator: 'NotIn', values: ['a'] }] }, true],
  [{ matchExpressions: [{ key: 'empty', operator: 'Exists' }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, false],
  [{ matchLabels: { app: 'shop' }, matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
])('matches %j: %j', (selector, matches) => {
  expect(selectorMatches(selector, LABELS)).toBe(matches);
});

test('matches nothing without a selector', () => {
  expect(selectorMatches(undefined, LABELS)).toBe(false);
});

test.each<[JsonObject, string, RegExp]>([
  [{ matchLabels: { '-a': 'b' } }, 'matchLabels.-a', /^must consist of letters/],
  [{ matchLabels: { a: 'b c' } }, 'matchLabels.a', /^must consist of letters/],
  [{ matchLabels: { a: 1 } }, 'matchLabels.a', /^must be a string/],
  [{ matchLabels: { a: 'x'.repeat(64) } }, 'matchLabels.a', /^must be no more than 63 characters/],
  [{ matchLabels: { 'a/b/c': '' } }, 'matchLabels.a/b/c', /^must have at most one '\/'/],
  [{ matchLabels: { '/b': '' } }, 'matchLabels./b', /^must have a DNS name before/],
  [{ matchLabels: { 'EX/b': '' } }, 'matchLabels.EX/b', /^must have a DNS name of at most 253/],
  [{ matchLabels: { 'a.b/': '' } }, 'matchLabels.a.b/', /^must have a name/],
  [{ matchExpressions: [{ key: 'a', operator: 'In' }] }, 'matchExpressions.0.values', /^must be specified/],
  [{ matchExpressions: [{ key: 'a', operator: 'NotIn', values: [] }] }, 'matchExpressions.0.values', /^must be specified/],
  [{ matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] }, 'matchExpressions.0.values', /^may not be specified/],
  [{ matchExpressions: [{ key: 'a', operator: 'in', values: ['b'] }] }, 'matchExpressions.0.operator', /^not a valid selector operator/],
  [{ matchExpressions: [{ key: '', operator: 'Exists' }] }, 'matchExpressions.0.key', /^must have a name/],
  [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['ok', 'not ok'] }] }, 'matchExpressions.0.values.1', /^must consist of letters/],
])('fails with %j', (selector, path, message) => {
  expect(checkSelector(selector).map((problem) => ({ ...problem, path: problem.path.join('.') }))).toEqual([{ path, message: expect.stringMatching(message) }]);
  expect(selectorMatches(selector, LABELS)).toBeUndefined();
});

test('a Service selects what has all of its labels, and nothing when it has none', () => {
  expect(labelsInclude(LABELS, new Map([['app', 'shop']]))).toBe(true);
  expect(labelsInclude(LABELS, new Map([['app', 'shop'], ['version', '1']]))).toBe(false);
  expect(labelsInclude(LABELS, new Map())).toBe(false);
});
