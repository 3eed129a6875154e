import { type JsonObject } from '../../src/manifest/json';
import { tagsOfTelemetry } from '../../src/manifest/telemetry-tags';

test('lists each label of each override with what it stands in', () => {
  const server = { match: { mode: 'SERVER' }, tagOverrides: { hash: { value: "'x'" }, path: { operation: 'REMOVE' } } };
  const client = { match: { mode: 'CLIENT' }, tagOverrides: { hash: { value: "'y'" } } };
  expect(tagsOfTelemetry({ spec: { metrics: [{ overrides: [server] }, { overrides: [client, { disabled: true }] }] } })).toEqual([
    { label: 'hash', tag: { value: "'x'" }, override: server },
    { label: 'path', tag: { operation: 'REMOVE' }, override: server },
    { label: 'hash', tag: { value: "'y'" }, override: client },
  ]);
});

test.each<JsonObject>([{}, { spec: null }, { spec: { metrics: {} } }, { spec: { metrics: [null, { overrides: 'none' }, { overrides: [{ tagOverrides: [] }] }] } }])('finds none in %j', (telemetry) => {
  expect(tagsOfTelemetry(telemetry)).toEqual([]);
});
