import { type Dice } from './dice';
import { type ServerSchema, type ServerSchemas } from './server-schemas';
import { type Json } from '../generators/json';

/** What no schema admits, or every one. */
const MISFITS: readonly Json[] = [null, '', 0, -1, 1.5, 3_000_000_000, true, 'x', '12', [], {}, [{}], ['x'], [null], { a: 1 }];

export const TEXTS: readonly string[] = [
  'shop', 'a', 'x-y', 'A_b', '', '-a', 'a.', 'a..b', '0', '8080', 'http', 'a b', 'é', '*', '*.example.com', 'a.example.com', '.', '..', '../x', '/tmp', '/', 'a/b', 'a/b/c', 'example.com/x',
  'kubernetes.io/x', '10.0.0.1', '010.0.0.1', '::1', '::ffff:10.0.0.1', '::ffff:10.0.0.0/104', '10.0.0.0/8', '10.0.0.1/8', '5s', '1h', '1d', '100%', 'v1', 'apps/v1', 'Deployment', 'IPv4', 'TCP', 'Exists', 'In', 'Always', 'None',
  'http://example.com/a', 'true', '{{args.x}}', '$(A)', 'A=B', 'metadata.name', 'metadata.labels[\'a\']', 'limits.cpu', 'RuntimeDefault', '0 * * * *', 'Europe/Berlin', 'a'.repeat(16), 'a'.repeat(64), 'a'.repeat(254),
];

export const NUMBERS: readonly number[] = [0, 1, -1, 5, 80, 99, 100, 101, 443, 600, 3600, 65_535, 65_536, 70_000, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 1.5];

export const KEYS: readonly string[] = [
  'a', 'app', 'cpu', 'memory', 'x/y', 'A B', '', '-a', 'a.', '..', 'a/b/c', '/a', 'a/', 'kubernetes.io/x', 'nvidia.com/gpu', 'requests.nvidia.com/gpu', 'hugepages-2Mi', 'ephemeral-storage', 'A', 'é', 'a'.repeat(64), 'a'.repeat(254),
];

const QUANTITIES: readonly Json[] = ['1', '100m', '1Gi', '-1', 0, 2, '1.5', 'abc', '1e3', '5Mi', '.', '+', 'm', 'Ki', '1.', ' 1', '1 Gi', '.5', '1E', '0.5n'];
const TIMES: readonly string[] = ['2026-01-02T03:04:05Z', '2026-13-01T00:00:00Z', '2026-02-30T00:00:00+01:00', '2026-01-02T03:04:05.678901Z', '2026-01-02', 'x'];
const BYTES: readonly string[] = ['YQ==', 'YWI=', 'YWI', '%%', '', 'YQ=='.repeat(20)];
const INTS_OR_TEXTS: readonly Json[] = [0, 1, -1, 8080, 70_000, '25%', '150%', '-5%', 'http', 'x y', '', '80'];

/** How often a value is of no kind that the schema wants. */
const MISFIT = 0.04;
const REQUIRED = 0.93;

/** A value for a schema: mostly of the right type, and now and then as wrong as can be. */
export function anyValue(schema: ServerSchema, schemas: ServerSchemas, dice: Dice, depth = 3): Json {
  if (dice.chance(MISFIT)) return dice.pick(MISFITS);
  const { enum: allowed, format, type, items, oneOf } = schema;
  if (allowed && dice.chance(0.85)) return dice.pick(allowed);
  if (format === 'int-or-string' || schema['x-kubernetes-int-or-string']) return dice.pick(INTS_OR_TEXTS);
  // Nothing but a quantity is a text or a number.
  if (oneOf && type === undefined) return dice.pick(QUANTITIES);
  switch (type) {
    case 'string': return dice.pick(format === 'date-time' ? TIMES : format === 'byte' ? BYTES : TEXTS);
    case 'integer': return dice.pick(NUMBERS);
    case 'number': return dice.pick([...NUMBERS, 0.5]);
    case 'boolean': return dice.pick([true, false]);
    case 'array': return dice.pick([[], [0], [0], [0, 1]]).map(() => anyValue(schemas.resolve(items!), schemas, dice, depth - 1));
    case 'object': return anyObject(schema, schemas, dice, depth);
    default: return dice.pick<Json>([1, 'x', {}]);
  }
}

/** An object with some of the fields of a schema, and most of those that it requires. */
export function anyObject(schema: ServerSchema, schemas: ServerSchemas, dice: Dice, depth: number): { [field: string]: Json } {
  const { properties, additionalProperties, required = [] } = schema;
  if (!properties) {
    if (!additionalProperties) return dice.pick<{ [field: string]: Json }>([{}, { a: 1 }, { a: { b: [1] } }]);
    const keys = dice.pick([[], [0], [0, 1]]).map(() => dice.pick(KEYS));
    return Object.fromEntries(keys.map((key) => [key, anyValue(schemas.resolve(additionalProperties), schemas, dice, depth - 1)]));
  }
  const often = depth > 2 ? 0.35 : 0.2;
  const fields = Object.entries(properties).filter(([field]) => required.includes(field) ? dice.chance(REQUIRED) : depth > 0 && dice.chance(often));
  return Object.fromEntries(fields.map(([field, property]) => [field, anyValue(schemas.resolve(property), schemas, dice, depth - 1)]));
}
