import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { SCENARIOS } from '../../e2e/recorder/scenarios';
import { type TraceEntry } from '../../e2e/recorder/trace';

const TRACES = join(__dirname, '..', 'fixtures', 'traces');

interface Recorded {
  readonly scenario: string;
  readonly trace: readonly TraceEntry[];
  readonly final: Record<string, { readonly phase?: string; readonly abort?: boolean }>;
}

function read(file: string): string {
  return readFileSync(join(TRACES, file), 'utf-8');
}

test('every scenario is recorded, and nothing else lies there', () => {
  const files = Object.keys(SCENARIOS).flatMap((name) => [`${name}.initial.json`, `${name}.input.yaml`, `${name}.json`]);
  expect(readdirSync(TRACES).sort()).toEqual(files.sort());
});

test.each(Object.keys(SCENARIOS))('the recording of %s begins with the driver and ends with a Rollout', (name) => {
  // WHEN
  const { scenario, trace, final }: Recorded = JSON.parse(read(`${name}.json`));
  const kinds = parseAllDocuments(read(`${name}.input.yaml`)).map((document) => document.toJS().kind);

  // THEN
  expect(scenario).toBe(name);
  expect(trace[0]).toMatchObject({ kind: 'Driver', name: 'act' });
  expect(trace.map(({ t }) => t)).toEqual(trace.map(({ t }) => t).sort((a, b) => a - b));
  expect(kinds).toEqual(expect.arrayContaining(['Rollout', 'VirtualService', 'AnalysisTemplate', 'Deployment']));
  expect(['Healthy', 'Degraded', 'Paused', 'Progressing']).toContain(final['Rollout/rpc-server'].phase);
});

test.each([
  ['article-fails', false],
  ['stable-service-fails', true],
  ['prometheus-down', true],
  ['prometheus-down-and-back', false],
  ['stuck-pods', true],
  ['operator-promotes-fully', false],
])('in the recording of %s the release is given up: %s', (name, abort) => {
  const { final }: Recorded = JSON.parse(read(`${name}.json`));
  expect(final['Rollout/rpc-server'].abort ?? false).toBe(abort);
});
