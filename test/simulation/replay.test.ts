import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withReplays } from '../../scripts/replay/fidelity-table';
import { recordedTransitions, type Transition } from '../../scripts/replay/recorded-events';
import { FOLDERS, initialTrace, type RecordedEntry, recordings } from '../../scripts/replay/recording';
import { replay, replayFirst } from '../../scripts/replay/replay';
import { unlikeValues } from '../../scripts/replay/same-value';

const RECORDINGS = FOLDERS.flatMap((folder) => recordings(folder));

function recorded(name: string) {
  return RECORDINGS.find((recording) => recording.name === name)!;
}

test('there are recordings of both', () => {
  expect(FOLDERS.map((folder) => recordings(folder).length)).toEqual([23, 35]);
});

test.each(RECORDINGS.map((recording) => [recording.name, recording] as const))('%s goes as it was recorded', (_, recording) => {
  const { differences, events } = replay(recording);
  expect(differences).toEqual([]);
  expect(events).toBeGreaterThan(2);
});

/** What each object went through, by object. */
function byStream(transitions: readonly Transition[]): Record<string, string[]> {
  const streams: Record<string, string[]> = {};
  for (const { stream, what } of transitions) (streams[stream] ??= []).push(what);
  return streams;
}

test.each(recordings('traces').map((recording) => [recording.name, recording] as const))('the first revision of %s comes as it was recorded', (name, recording) => {
  const recordedFirst = byStream(recordedTransitions(initialTrace('traces', name)));
  expect(recordedFirst.rollout).toContain('promote');
  expect(byStream(replayFirst(recording))).toEqual(recordedFirst);
});

test.each([
  ['a weight is another', 'VirtualService', { weights: { stable: 75, canary: 25 } }, /^mesh: simulated 'weight 20' at .* s, recorded 'weight 25' at /],
  ['an abort comes', 'Rollout', { abort: true }, /^rollout: simulated 'step 1' at .* s, recorded 'abort' at /],
] as const)('fails where in a recording %s', (_, kind, changed, message) => {
  // GIVEN
  const { trace, ...rest } = recorded('stable-service');
  const other = { t: 1460, kind, name: 'rpc-server', changed };
  const changedTrace: RecordedEntry[] = [...trace.filter(({ t }) => t < 1460), other, ...trace.filter(({ t }) => t >= 1460)];

  // WHEN
  const { differences } = replay({ ...rest, trace: changedTrace });

  // THEN
  expect(differences.join('\n')).toMatch(new RegExp(message.source, 'm'));
});

test('fails where a recording takes longer', () => {
  // GIVEN
  const { trace, ...rest } = recorded('stable-service');
  const late = trace.map((entry) => entry.t > 8_000 && entry.kind === 'VirtualService' ? { ...entry, t: entry.t + 2_000 } : entry);

  // WHEN
  const { differences } = replay({ ...rest, trace: late });

  // THEN
  expect(differences[0]).toMatch(/^mesh: weight 100 came \d\.\d\d s later than simulated$/);
});

function unlike(ours: string | undefined, theirs: string | undefined): string[] {
  const measured = { at: 8, stream: 'run 0 latency', what: 'measured Failed', late: 0 };
  return unlikeValues({ ours: { ...measured, value: ours }, theirs: { ...measured, at: 8.5, value: theirs } });
}

test.each([
  ['[0.98]', '[1]'], ['[2485]', '[2440]'], ['[]', '[]'], ['[NaN]', '[NaN]'], ['1', '[1]'], [undefined, '[1]'], ['[1]', undefined],
])('a measured %s is like %s', (ours, theirs) => {
  expect(unlike(ours, theirs)).toEqual([]);
});

test.each([['[0.96]', '[1]'], ['[2485]', '[2430]'], ['[]', '[0]'], ['[0]', '[]'], ['[NaN]', '[0]'], ['[1]', '[1,1]']])('fails where %s was simulated and %s measured', (ours, theirs) => {
  expect(unlike(ours, theirs)).toEqual([`run 0 latency: simulated ${ours} at 8.00 s, recorded ${theirs} at 8.50 s`]);
});

test('docs/fidelity.md has the table as it is now', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'fidelity.md'), 'utf-8');
  expect(withReplays(page)).toBe(page);
});
