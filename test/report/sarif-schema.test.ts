import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARTICLE, CLEAN, MIXED, reportOf } from './report-of';
import { sarifReport } from '../../src/report/sarif-report';
import { type Schema } from '../../src/schema/schema';
import { type SchemaError } from '../../src/schema/schema-error';
import { checkStructure } from '../../src/schema/structural';

/**
 * What SARIF 2.1.0 requires of the objects that a report has, and the properties of theirs that we use; SARIF refuses all unknown ones.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
const LOG = JSON.parse(readFileSync(join(__dirname, '..', 'fixtures', 'sarif-2.1.0.json'), 'utf-8')) as JsonSchema;

interface JsonSchema extends Omit<Schema, 'properties' | 'items'> {
  readonly properties?: Record<string, JsonSchema>;
  readonly items?: JsonSchema;
}

function schemaOf({ properties, items, ...others }: JsonSchema): Schema {
  const entries = Object.entries(properties ?? {}).map(([name, property]) => [name, schemaOf(property)] as const);
  return { ...others, ...properties && { properties: new Map(entries) }, ...items && { items: schemaOf(items) } };
}

/** What no schema of a cluster says: keys that it does not name. */
function unknownKeys(value: unknown, { properties, items }: JsonSchema, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => unknownKeys(item, items!, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => {
    return properties && Object.hasOwn(properties, key) ? unknownKeys(below, properties[key], `${path}.${key}`) : [`${path}.${key}`];
  });
}

function problems(log: unknown): string[] {
  const errors: SchemaError[] = [];
  checkStructure(log, schemaOf(LOG), '', errors);
  return [...errors.map(({ path }) => path), ...unknownKeys(log, LOG, '')];
}

test.each([['what is found', MIXED], ['what the twin has seen', ARTICLE], ['nothing', CLEAN], ['a file that cannot be read', 'a: [']])('a report of %s is as SARIF wants it', (_, text) => {
  expect(problems(JSON.parse(sarifReport(reportOf(text, 'my shop.yaml'))))).toEqual([]);
});

test('fails for what SARIF does not allow', () => {
  const run = { tool: { driver: { name: 'a' } }, results: [{ message: {}, level: 'info', ruleIndex: -1, locations: [{ physicalLocation: { artifactLocation: { uri: 'a b' } } }], file: 'a' }] };
  expect(problems({ version: '2.1.0', runs: [run] }).sort()).toEqual([
    '.runs[0].results[0].file', 'runs[0].results[0].level', 'runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri',
    'runs[0].results[0].message.text', 'runs[0].results[0].ruleIndex',
  ]);
});
