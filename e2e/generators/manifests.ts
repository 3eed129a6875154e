import * as fc from 'fast-check';
import { type KubeObject } from '../oracles/kube-object';
import { type Json } from './json';
import { plausibleNumber, plausibleText } from './plausible';
import { type Schema, schemaOf } from './schemas';

/** What is in a Rollout besides its own fields is Kubernetes' business: a pod that every validator accepts. */
const POD_TEMPLATE: Json = {
  metadata: { labels: { 'app.kubernetes.io/name': 'shop' } },
  spec: { containers: [{ name: 'shop', image: 'ghcr.io/acme/shop:1.0' }] },
};

/** Enough for steps that meet, and no more than a person reads. */
const MOST_ITEMS = 3;
const MOST_OPTIONAL_FIELDS = 5;

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
    case 'object': return objectOf(schema);
    case 'array': return fc.array(valueOf(field, schema.items!), { minLength: schema.minItems, maxLength: Math.min(schema.maxItems ?? MOST_ITEMS, MOST_ITEMS) });
    case 'boolean': return fc.boolean();
    case 'integer':
    case 'number': return plausibleNumber(schema);
    case 'string': return plausibleText(field, schema);
    default: return fc.constantFrom<Json[]>('free', 1, {});
  }
}

function objectOf(schema: Schema): fc.Arbitrary<Json> {
  const { properties, additionalProperties } = schema;
  if (properties?.spec?.properties?.containers) return fc.constant(POD_TEMPLATE);
  if (properties) return recordOf(schema, properties);
  if (typeof additionalProperties !== 'object') return fc.constant({});
  return fc.dictionary(fc.constantFrom('app', 'app.kubernetes.io/name', 'version'), valueOf('value', additionalProperties), { maxKeys: 2 });
}

function recordOf(schema: Schema, properties: Readonly<Record<string, Schema>>): fc.Arbitrary<Json> {
  const { required = [] } = schema;
  const optional = Object.keys(properties).filter((field) => !required.includes(field));
  return fc.tuple(fc.subarray(optional, { maxLength: Math.min(optional.length, MOST_OPTIONAL_FIELDS) }), fc.nat()).chain(([chosen, pick]) => {
    const fields = withoutRivals(schema, [...required, ...chosen], pick);
    return fc.record(Object.fromEntries(fields.map((field) => [field, valueOf(field, properties[field])])));
  });
}

/** Of the fields of which a schema admits only one, one stays. */
function withoutRivals(schema: Schema, fields: readonly string[], pick: number): string[] {
  const groups = [schema, ...schema.allOf ?? []].map(({ oneOf = [] }) => oneOf.flatMap(({ required = [] }) => required));
  return groups.reduce((left, rivals) => {
    const present = left.filter((field) => rivals.includes(field));
    return left.filter((field) => !rivals.includes(field) || field === present[pick % present.length]);
  }, [...fields]);
}
