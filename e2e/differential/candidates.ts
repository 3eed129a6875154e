import { anyObject, anyValue, KEYS, NUMBERS, TEXTS } from './any-value';
import { Dice } from './dice';
import { type ServerSchema, type ServerSchemas } from './server-schemas';
import { type Json, type Path, pathsIn, renderPath, valueAt, withValue } from '../generators/json';
import { OPERATORS } from '../generators/operators';
import { type KubeObject } from '../oracles/kube-object';

/** An object to be asked about. */
export interface Candidate {
  readonly kind: string;
  /** What was done to a manifest, by its kind. */
  readonly operator: string;
  /** All of it in one line; no two have the same. */
  readonly description: string;
  readonly object: () => KubeObject;
}

/** A manifest and where it comes from. */
export interface Source {
  readonly origin: string;
  readonly manifest: KubeObject;
}

const AS_IT_IS = 'as it is';
const VARIANTS = 4;
const GENERATED_DEPTH = 4;
const FIELD_DEPTH = 2;

/** Where an object goes stands in the request's path: all go to the namespace that every server has. */
export function withoutNamespace(manifest: KubeObject): KubeObject {
  const { metadata } = manifest;
  if (typeof metadata !== 'object' || metadata === null || !('namespace' in metadata)) return manifest;
  const { namespace: _, ...others } = metadata;
  return { ...manifest, metadata: others };
}

/** Whether a candidate is what somebody wrote. */
export function isUnchanged({ operator }: Candidate): boolean {
  return operator === AS_IT_IS;
}

/** Every manifest as it is, and all that can be done to it in one place. */
export function candidatesOf({ origin, manifest }: Source, schemas: ServerSchemas): Candidate[] {
  const kind = manifest.kind!;
  const title = `${origin} ${kind}/${manifest.metadata!.name}`;
  const root = manifest as Json;
  const schema = schemas.of(manifest.apiVersion!, kind);
  const changes = pathsIn(root).filter(isCompared).flatMap((path) => [
    ...OPERATORS.flatMap(({ name, changes: changesAt }) => changesAt(root, path).map(({ says, spoil }) => ({ name, path, says, spoil }))),
    ...valuesAt(root, path),
    ...fieldsAt(root, path, schema, schemas, title),
  ]);
  return [
    { kind, operator: AS_IT_IS, description: `${title} ${AS_IT_IS}`, object: () => manifest },
    ...changes.map(({ name, path, says, spoil }) => ({
      kind,
      operator: name,
      description: `${title}: ${renderPath(path) || 'the object'} ${says}`,
      object: () => withoutNamespace(spoil() as KubeObject),
    })),
  ];
}

/** A manifest of a kind with whatever its schema has in it. */
export function generated(apiVersion: string, kind: string, schemas: ServerSchemas, count: number): Candidate[] {
  return Array.from({ length: count }, (_, index) => {
    const description = `generated ${apiVersion} ${kind} ${index}`;
    const object = () => {
      const fields = anyObject(schemas.of(apiVersion, kind), schemas, new Dice(description), GENERATED_DEPTH);
      return { ...fields, apiVersion, kind, metadata: { name: 'generated' } };
    };
    return { kind, operator: 'generate', description, object };
  });
}

/** Kind and version say what is asked, and the namespace where: they are in the request's path, and another one is another question. */
function isCompared(path: Path): boolean {
  return !['apiVersion', 'kind'].includes(String(path[0])) && renderPath(path) !== 'metadata.namespace';
}

interface Change {
  readonly name: string;
  readonly path: Path;
  readonly says: string;
  readonly spoil: () => Json;
}

/** What else a text, a number or a key may be. */
function valuesAt(root: Json, path: Path): Change[] {
  const value = valueAt(root, path)!;
  const replace = (name: string, others: readonly Json[]) => others.map((other) => ({ name, path, says: `made ${brief(other)}`, spoil: () => withValue(root, path, other) }));
  if (typeof value === 'string') return replace('another text', TEXTS);
  if (typeof value === 'number') return replace('another number', NUMBERS);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const [sibling] = Object.values(value);
  if (typeof sibling !== 'string') return [];
  return KEYS.map((key) => ({ name: 'another key', path, says: `given ${brief(key)}`, spoil: () => withValue(root, [...path, key], sibling) }));
}

/** What else an object may have, by the server's own schema. */
function fieldsAt(root: Json, path: Path, schema: ServerSchema, schemas: ServerSchemas, title: string): Change[] {
  const here = path.reduce<ServerSchema | undefined>((above, key) => schemas.below(above, key), schemas.resolve(schema));
  const value = valueAt(root, path);
  if (!here?.properties || typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const fields = Object.entries(here.properties).filter(([field]) => isCompared([...path, field]));
  return fields.flatMap(([field, property]) => Array.from({ length: VARIANTS }, (_, variant) => ({
    name: 'another field',
    path,
    says: `given '${field}', ${variant}`,
    spoil: () => withValue(root, [...path, field], anyValue(schemas.resolve(property), schemas, new Dice(`${title} ${renderPath(path)} ${field} ${variant}`), FIELD_DEPTH)),
  })));
}

function brief(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}… (${text.length})` : text;
}
