import * as fc from 'fast-check';
import { celValue, compileCel } from '../../src/schema/cel-environment';
import { allResourceSchemas } from '../../src/schema/library';
import { surelyHolds } from '../../src/schema/plain-rules';
import { type Schema } from '../../src/schema/schema';

/** Every rule of the pinned CRDs, each once. */
const RULES = [...new Set(allResourceSchemas().flatMap(({ schema }) => rulesIn(schema, new Set())))].sort();

const WORDS = ['', '*', 'a', 'a*b', 'UPSERT', 'REMOVE', 'FQDN', 'WAYPOINT', '1ms', '90s', '0s', '999999h', '1us'];
const FIELDS = [...new Set(RULES.flatMap((rule) => [...rule.matchAll(/self\.(\w+)/g)].map(([, field]) => field)))];

const word = fc.constantFrom(...WORDS);
const value = fc.oneof(
  word,
  fc.integer({ min: -2, max: 70_000 }),
  fc.constantFrom(0, 1, 65_535, 65_536),
  fc.dictionary(fc.constantFrom(...WORDS, ...FIELDS), fc.oneof(word, fc.constant({}), fc.constant([{}])), { maxKeys: 5 }),
);

function rulesIn(schema: Schema, seen: Set<Schema>): string[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const below = [...schema.properties?.values() ?? [], schema.items, schema.additionalProperties, ...schema.allOf ?? []];
  return [...(schema.rules ?? []).map(({ rule }) => rule), ...below.flatMap((one) => one ? rulesIn(one, seen) : [])];
}

function celSays(rule: string, self: unknown): unknown {
  try {
    return compileCel(rule)({ self: celValue(self, {}) });
  } catch {
    return undefined;
  }
}

test('what is sure to hold holds by CEL, for each rule of the pinned CRDs', () => {
  const sure = new Set<string>();
  fc.assert(fc.property(fc.constantFrom(...RULES), value, (rule, self) => {
    if (!surelyHolds(rule, self)) return;
    sure.add(rule);
    expect(celSays(rule, self)).toBe(true);
  }), { numRuns: 20_000 });
  expect([...sure].sort()).toEqual([
    '!self.contains("*")',
    '((has(self.operation) ? self.operation : "") == "REMOVE") ? !has(self.value) : true',
    '((has(self.operation) ? self.operation : "") == "UPSERT") ? (self.value != "") : true',
    '(has(self.credentialName) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1',
    '(has(self.credentialNames) ? 1 : 0) + (has(self.tlsCertificates) ? 1 : 0) <= 1',
    '(has(self.jwksUri) ? 1 : 0) + (has(self.jwks_uri) ? 1 : 0) + (has(self.jwks) ? 1 : 0) <= 1',
    '(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1',
    '(has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1',
    '(has(self.workloadSelector) ? 1 : 0) + (has(self.endpoints) ? 1 : 0) <= 1',
    '(has(self.workloadSelector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1',
    '0 < self && self <= 65535',
    'duration(self) >= duration(\'1ms\')',
    'self.all(key, !key.contains("*"))',
    'self.all(key, key.size() != 0)',
  ]);
});

test.each<[string, unknown]>([
  ['(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) <= 1', { a: 1, b: 1 }],
  ['((has(self.operation) ? self.operation : "") == "UPSERT") ? (self.value != "") : true', { operation: 'UPSERT', value: 'x' }],
  ['((has(self.operation) ? self.operation : "") == "UPSERT") ? (self.value != "") : true', { operation: 1 }],
  ['!self.contains("*")', 'a*'],
  ['!self.contains("*")', 1],
  ['self.all(key, !key.contains("*"))', { '*': 1 }],
  ['self.all(key, key.size() != 0)', { '': 1 }],
  ['self.all(key, key.size() != 0)', 'a'],
  ['duration(self) >= duration(\'1ms\')', '0s'],
  ['duration(self) >= duration(\'1ms\')', '999us'],
  ['duration(self) >= duration(\'1ms\')', '9999999h'],
  ['0 < self && self <= 65535', 0],
  ['0 < self && self <= 65535', 65_536],
  ['0 < self && self <= 65535', 1.5],
  ['self.startsWith("a")', 'a'],
])('nothing is sure of %s and %j', (rule, self) => {
  expect(surelyHolds(rule, self)).toBe(false);
});
