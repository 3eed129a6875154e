import { decodeText } from './decode-text';
import { type JsonObject, jsonTypeOf, put, show } from './json-value';
import { type Schema } from './schema';
import { type SchemaError } from './schema-error';
import { reportUnknownField } from './unknown-field';

/** Where in Go types a value is: JSON errors name the innermost struct and the fields that lead to it, without indices. */
interface GoPlace {
  readonly struct: string;
  readonly fields: string;
}

const INTEGERS: Record<string, [min: bigint, max: bigint]> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint8: [0n, 255n],
};

const BYTE: Schema = { type: 'integer', format: 'uint8' };

/** Go's embedded structs, which JSON does not show and messages do. */
const EMBEDDED: Record<string, { readonly name: string; readonly except: string[] }> = {
  'v1.ConfigMapEnvSource': { name: 'LocalObjectReference', except: ['optional'] },
  'v1.ConfigMapKeySelector': { name: 'LocalObjectReference', except: ['key', 'optional'] },
  'v1.ConfigMapProjection': { name: 'LocalObjectReference', except: ['items', 'optional'] },
  'v1.ConfigMapVolumeSource': { name: 'LocalObjectReference', except: ['items', 'optional', 'defaultMode', 'defaultUser'] },
  'v1.EphemeralContainer': { name: 'EphemeralContainerCommon', except: ['targetContainerName'] },
  'v1.IngressRule': { name: 'IngressRuleValue', except: ['host'] },
  'v1.Probe': {
    name: 'ProbeHandler',
    except: ['failureThreshold', 'initialDelaySeconds', 'periodSeconds', 'successThreshold', 'terminationGracePeriodSeconds', 'timeoutSeconds'],
  },
  'v1.SecretEnvSource': { name: 'LocalObjectReference', except: ['optional'] },
  'v1.SecretKeySelector': { name: 'LocalObjectReference', except: ['key', 'optional'] },
  'v1.SecretProjection': { name: 'LocalObjectReference', except: ['items', 'optional'] },
  'v1.Volume': { name: 'VolumeSource', except: ['name'] },
};

const OUTSIDE: GoPlace = { struct: '', fields: '' };

/**
 * Decodes JSON into a Go type as the API server does for metadata and for its own kinds.
 *
 * Gives the value without what is null or unknown, and adds what does not decode to the errors.
 *
 * @see https://github.com/kubernetes-sigs/json/blob/main/internal/golang/encoding/json/decode.go
 */
export function decode(value: unknown, schema: Schema, path: string, errors: SchemaError[], place = OUTSIDE): unknown {
  const type = jsonTypeOf(value);
  if (type === 'null') return undefined;
  if (schema.intOrString || schema.format) return decodeScalar(value, schema, path, errors, place);
  if (schema.type === 'array' && type === 'array') return decodeArray(value as unknown[], schema, path, errors, place);
  if (schema.type === 'object' && type === 'object') {
    if (schema.preserveUnknown) return value;
    const decodeObject = schema.properties ? decodeStruct : decodeMap;
    return decodeObject(value as JsonObject, schema, path, errors, place);
  }
  if (schema.type === type || (schema.type === 'number' && type === 'integer')) return value;
  errors.push(mismatch(type, value, schema, path, place));
  return undefined;
}

function decodeArray(values: unknown[], schema: Schema, path: string, errors: SchemaError[], place: GoPlace): unknown[] {
  return values.map((item, index) => decode(item, schema.items!, `${path}[${index}]`, errors, place) ?? zeroOf(schema.items!));
}

function decodeStruct(object: JsonObject, schema: Schema, path: string, errors: SchemaError[], place: GoPlace): JsonObject {
  const decoded: JsonObject = {};
  const struct = schema.go!.slice(schema.go!.indexOf('.') + 1);
  const embedded = EMBEDDED[schema.go!];
  for (const key of Object.keys(object)) {
    const property = schema.properties!.get(key);
    const keyPath = path ? `${path}.${key}` : key;
    if (!property) {
      reportUnknownField(keyPath, key, schema.properties!.keys(), errors);
      continue;
    }
    const name = embedded && !embedded.except.includes(key) ? `${embedded.name}.${key}` : key;
    const field = { struct, fields: place.fields ? `${place.fields}.${name}` : name };
    const value = decode(object[key], property, keyPath, errors, field);
    if (value !== undefined) decoded[key] = value;
  }
  return decoded;
}

function decodeMap(object: JsonObject, schema: Schema, path: string, errors: SchemaError[], place: GoPlace): JsonObject {
  const decoded: JsonObject = {};
  for (const key of Object.keys(object)) {
    const value = decode(object[key], schema.additionalProperties!, `${path}.${key}`, errors, place) ?? zeroOf(schema.additionalProperties!);
    put(decoded, key, value);
  }
  return decoded;
}

function decodeScalar(value: unknown, schema: Schema, path: string, errors: SchemaError[], place: GoPlace): unknown {
  const type = jsonTypeOf(value);
  if (schema.intOrString) {
    if (type === 'string' || (type === 'integer' && fits(value as number, 'int32'))) return value;
  } else if (schema.type === 'integer') {
    if (type === 'integer' && fits(value as number, schema.format!)) return value;
  } else if (schema.format === 'byte' && type === 'array') {
    return decodeBytes(value as unknown[], path, errors, place);
  } else if (type === schema.type || (schema.type === 'number' && type === 'integer') || schema.format === 'quantity') {
    const problem = decodeText(value, schema.format!);
    if (problem === undefined) return value;
    errors.push({ path, class: 'invalid', stage: 'decode', message: problem, got: show(value) });
    return undefined;
  }
  errors.push(mismatch(type, value, schema, path, place));
  return undefined;
}

/** Bytes may be written as numbers, too. */
function decodeBytes(values: unknown[], path: string, errors: SchemaError[], place: GoPlace): unknown {
  for (const [index, value] of values.entries()) decode(value, BYTE, `${path}[${index}]`, errors, place);
  return '';
}

function fits(value: number | bigint, format: string): boolean {
  const [min, max] = INTEGERS[format];
  return value >= min && value <= max;
}

function mismatch(type: string, value: unknown, schema: Schema, path: string, { struct, fields }: GoPlace): SchemaError {
  const target = struct ? `Go struct field ${struct}.${fields}` : 'Go value';
  return typeError(path, value, `json: cannot unmarshal ${valueName(type, value, schema)} into ${target} of type ${goTypeOf(schema)}`);
}

function typeError(path: string, value: unknown, message: string): SchemaError {
  return { path, class: 'type', stage: 'decode', message, got: show(value) };
}

/** A number is named with its digits where it is one that does not fit. */
function valueName(type: string, value: unknown, schema: Schema): string {
  if (type === 'boolean') return 'bool';
  if (type !== 'integer' && type !== 'number') return type;
  return schema.type === 'integer' || schema.intOrString ? `number ${String(value)}` : 'number';
}

function goTypeOf(schema: Schema): string {
  if (schema.intOrString) return 'int32';
  switch (schema.type) {
    case 'array':
      return `[]${goTypeOf(schema.items!)}`;
    case 'object':
      return schema.go ?? `map[string]${schema.additionalProperties ? goTypeOf(schema.additionalProperties) : 'interface {}'}`;
    case 'boolean':
      return 'bool';
    case 'integer':
      return schema.format ?? 'int';
    case 'number':
      return 'float64';
    default:
      return schema.format === 'byte' ? '[]uint8' : 'string';
  }
}

/** What Go has where JSON has null: a list or a map keeps the place. */
function zeroOf(schema: Schema): unknown {
  if (schema.format === 'quantity') return '0';
  switch (schema.type) {
    case 'array':
      return [];
    case 'object':
      return {};
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return 0;
    default:
      return '';
  }
}
