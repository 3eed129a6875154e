import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePeerSchemas } from '../../bench/peer-schemas';

let folder: string;

beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'peer-')); });
afterAll(() => rmSync(folder, { recursive: true }));

test('the validator that the bench compares with gets our schemas, a file a kind', () => {
  writePeerSchemas(folder);
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['argoproj.io_rollout_v1alpha1.json', 'networking.istio.io_virtualservice_v1.json']));
  const { properties, definitions, $schema } = JSON.parse(readFileSync(join(folder, 'argoproj.io_rollout_v1alpha1.json'), 'utf-8'));
  expect($schema).toBe('http://json-schema.org/draft-07/schema#');
  const at = (reference: { $ref: string }) => definitions[reference.$ref.replace('#/definitions/', '')];
  expect(at(at(properties.spec).properties.minReadySeconds).type).toEqual(['integer']);
});
