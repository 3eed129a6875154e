import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** A structural schema, as a CRD has it. */
export interface Schema {
  readonly 'type'?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly 'properties'?: Readonly<Record<string, Schema>>;
  readonly 'required'?: readonly string[];
  readonly 'items'?: Schema;
  readonly 'additionalProperties'?: Schema | boolean;
  readonly 'enum'?: readonly string[];
  readonly 'format'?: string;
  readonly 'pattern'?: string;
  readonly 'minimum'?: number;
  readonly 'maximum'?: number;
  readonly 'minLength'?: number;
  readonly 'minItems'?: number;
  readonly 'maxItems'?: number;
  readonly 'oneOf'?: readonly Schema[];
  readonly 'allOf'?: readonly Schema[];
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string }[];
}

/** A kind in the version that this project writes. */
export interface KindSchema {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly schema: Schema;
}

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly scope: 'Namespaced' | 'Cluster';
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

const CRDS = join(__dirname, '..', '..', 'crds');

let known: Map<string, KindSchema> | undefined;

/** The schema of a kind, out of `crds/`. */
export function schemaOf(kind: string): KindSchema {
  known ??= readAll();
  const found = known.get(kind);
  if (!found) throw new Error(`'kind' must have a CRD, got ${kind}; known are ${[...known.keys()].join(', ')}`);
  return found;
}

function readAll(): Map<string, KindSchema> {
  if (!existsSync(CRDS)) throw new Error('crds/ is missing: run \'npm run crds\' first (needs Go)');
  const files = readdirSync(CRDS).filter((file) => file.endsWith('.yaml')).map((file) => readFileSync(join(CRDS, file), 'utf-8'));
  const definitions = files.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as Definition));
  return new Map(definitions.map(({ spec }) => {
    const version = spec.versions.find(({ name }) => name === 'v1') ?? spec.versions[0];
    const kind = { apiVersion: `${spec.group}/${version.name}`, kind: spec.names.kind, namespaced: spec.scope === 'Namespaced' };
    return [spec.names.kind, { ...kind, schema: version.schema.openAPIV3Schema }];
  }));
}
