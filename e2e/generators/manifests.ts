import * as fc from 'fast-check';
import { type Json } from './json';
import { oftenness, plausibleKey, plausibleNumber, plausibleText } from './plausible';
import { type Schema, schemaOf } from './schemas';
import { type KubeObject } from '../oracles/kube-object';

/** What is in a Rollout besides its own fields is Kubernetes' business: a pod that every validator accepts. */
const POD_TEMPLATE: Json = {
  metadata: { labels: { 'app.kubernetes.io/name': 'shop' } },
  spec: { containers: [{ name: 'shop', image: 'ghcr.io/acme/shop:1.0' }] },
};

/** Enough for steps that meet, and no more than a person reads. */
const MOST_ITEMS = 3;

const ABSENT = Symbol('absent');

/**
 * Manifests of a kind that its CRD's schema admits, required fields, ranges and alternatives included.
 *
 * Rules in CEL and what the controllers want beyond the schema are not looked at: these manifests are for finding out who refuses which.
 */
export function manifestOf(kind: string): fc.Arbitrary<KubeObject> {
  const { apiVersion, namespaced, schema } = schemaOf(kind);
  const name = fc.constantFrom('shop', 'rpc-server');
  const metadata = namespaced ? fc.record({ name, namespace: fc.constantFrom('shop', 'default') }) : fc.record({ name });
  return fc.record({ apiVersion: fc.constant(apiVersion), kind: fc.constant(kind), metadata, spec: valueOf('spec', schema.properties!.spec) });
}

function valueOf(field: string, schema: Schema): fc.Arbitrary<Json> {
  if (schema['x-kubernetes-int-or-string']) return fc.oneof(fc.constantFrom<Json[]>(0, 1, 3), fc.constantFrom<Json[]>('1', '25%', '30s'));
  switch (schema.type) {
    case 'object': return objectOf(field, schema);
    case 'array': return listOf(field, schema);
    case 'boolean': return fc.boolean();
    case 'integer':
    case 'number': return plausibleNumber(field, schema);
    case 'string': return plausibleText(field, schema);
    default: return fc.constantFrom<Json[]>('free', 1, {});
  }
}

/** An empty list says what no list says, so there are few of them. */
function listOf(field: string, { items, minItems = 0, maxItems = MOST_ITEMS }: Schema): fc.Arbitrary<Json> {
  const maxLength = Math.min(maxItems, MOST_ITEMS);
  const item = valueOf(field, items!);
  const filled = { arbitrary: fc.array(item, { minLength: Math.max(minItems, 1), maxLength }), weight: 95 };
  return minItems > 0 ? filled.arbitrary : fc.oneof(filled, { arbitrary: fc.constant<Json[]>([]), weight: 5 });
}

function objectOf(field: string, schema: Schema): fc.Arbitrary<Json> {
  const { properties, additionalProperties } = schema;
  if (properties?.spec?.properties?.containers) return fc.constant(POD_TEMPLATE);
  if (properties) return recordOf(schema, properties);
  if (typeof additionalProperties !== 'object') return fc.constant({});
  return fc.dictionary(plausibleKey(field), valueOf('value', additionalProperties), { maxKeys: 2 });
}

function recordOf(schema: Schema, properties: Readonly<Record<string, Schema>>): fc.Arbitrary<Json> {
  const fields = Object.entries(properties).map(([field, property]): [string, fc.Arbitrary<Json | typeof ABSENT>] => {
    const value = valueOf(field, property);
    if (schema.required?.includes(field)) return [field, value];
    const weight = oftenness(field, Object.keys(properties).length);
    return [field, fc.oneof({ arbitrary: fc.constant(ABSENT), weight: 100 - weight }, { arbitrary: value, weight })];
  });
  return fc.record(Object.fromEntries(fields)).map((record) => withoutRivals(schema, withoutAbsent(record)));
}

function withoutAbsent(record: Record<string, Json | typeof ABSENT>): Record<string, Json> {
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, Json] => entry[1] !== ABSENT));
}

/** Of the fields of which a schema admits only one, the first stays. */
function withoutRivals(schema: Schema, record: Record<string, Json>): Record<string, Json> {
  const groups = [schema, ...schema.allOf ?? []].map(({ oneOf = [] }) => oneOf.flatMap(({ required = [] }) => required));
  const tooMany = groups.flatMap((rivals) => rivals.filter((field) => field in record).slice(1));
  return Object.fromEntries(Object.entries(record).filter(([field]) => !tooMany.includes(field)));
}
