import { type Change, guardIn, proofOf, shopWith, trialsOf } from './proof-of';
import { readManifests } from '../../../src/manifest/read-manifests';
import { type Remedy, remediesFor } from '../../../src/simulation/proof/remedies';
import { validate } from '../../../src/validation/validate';

/** Bundles whose guard never fires, and every change that helps. */
const BUNDLES: [string, Change, Remedy[]][] = [
  // Measured at 110 s and 410 s of 640 s, and four have to fail.
  ['an interval of 5 minutes, and a limit of 3', [['interval: 30s', 'interval: 5m'], ['failureLimit: 2', 'failureLimit: 3']], [
    { kind: 'failureLimit', value: 1 },
    { kind: 'interval', seconds: 120 },
    { kind: 'pause', step: 3, seconds: 690, isNew: false },
  ]],
  // At 110 s, 290 s and 470 s; the fourth is due at 650 s.
  ['an interval of 3 minutes, and a limit of 3', [['interval: 30s', 'interval: 3m'], ['failureLimit: 2', 'failureLimit: 3']], [
    { kind: 'failureLimit', value: 2 },
    { kind: 'interval', seconds: 120 },
    { kind: 'initialDelay', seconds: 60 },
    { kind: 'pause', step: 3, seconds: 330, isNew: false },
  ]],
  // At 590 s and 620 s, and three have to fail.
  ['a delay of 9 minutes and a half', [['initialDelay: 90s', 'initialDelay: 570s']], [
    { kind: 'failureLimit', value: 1 },
    { kind: 'interval', seconds: 20 },
    { kind: 'initialDelay', seconds: 300 },
    { kind: 'pause', step: 3, seconds: 330, isNew: false },
  ]],
  ['a start after the last step', [['startingStep: 1', 'startingStep: 4']], [{ kind: 'startingStep', value: 3 }]],
  // The first is due after the end: no limit and no interval helps by itself.
  ['a delay that is longer than the release', [['initialDelay: 90s', 'initialDelay: 630s']], [
    { kind: 'initialDelay', seconds: 300 },
    { kind: 'pause', step: 3, seconds: 390, isNew: false },
  ]],
  ['a limit of 60, for which four hours of a pause are too short', [['interval: 30s', 'interval: 5m'], ['failureLimit: 2', 'failureLimit: 60']], [
    { kind: 'failureLimit', value: 1 },
  ]],
  // At 110 s and 140 s, when it ends, and the seventh is due at 290 s.
  ['pauses of 50 seconds', [[/duration: 5m/g, 'duration: 50s'], ['failureLimit: 2', 'failureLimit: 6']], [
    { kind: 'failureLimit', value: 1 },
    { kind: 'pause', step: 3, seconds: 200, isNew: false },
  ]],
  ['no pause after the last weight, and a first one of a minute, which ends at 100 s', [[/- setWeight: 100\n.*5m}\n/, '- setWeight: 100\n'], ['duration: 5m', 'duration: 1m']], [
    { kind: 'initialDelay', seconds: 20 },
    { kind: 'pause', step: 3, seconds: 90, isNew: true },
  ]],
];

test.each(BUNDLES)('%s: each of these makes it fire', (_, change, remedies) => {
  const trials = trialsOf(change);
  expect(remediesFor(guardIn(trials), trials)).toEqual(remedies);
});

test.each(BUNDLES)('%s: written down, each takes the finding away', (_, change) => {
  const text = shopWith(change);
  expect(codesIn(text)).toContain('SC0701');
  for (const remedy of proofOf(change).guards[0].remedies) {
    expect({ remedy, codes: codesIn(applied(text, remedy)) }).toEqual({ remedy, codes: expect.not.arrayContaining(['SC0701']) });
  }
});

test('a guard that is blind has none: no number makes it see', () => {
  const [proven] = proofOf([['>= 0.95', '>= 0']]).guards;
  expect(proven).toMatchObject({ verdict: 'never', isBlind: true, remedies: [] });
});

test('nothing is measured more often than it is scraped', () => {
  const change: Change = [['interval: 30s', 'interval: 5m'], ['failureLimit: 2', 'failureLimit: 40']];
  const remedies = (scrapeInterval: number) => {
    const trials = trialsOf(change, { requestsPerSecond: 50, podStartup: 20, scrapeInterval });
    return remediesFor(guardIn(trials), trials);
  };
  expect(remedies(5)).toContainEqual({ kind: 'interval', seconds: 10 });
  expect(remedies(15).map(({ kind }) => kind)).not.toContain('interval');
});

function applied(text: string, remedy: Remedy): string {
  switch (remedy.kind) {
    case 'failureLimit': return text.replace(/failureLimit: -?\d+/, `failureLimit: ${remedy.value}`);
    case 'interval': {
      const measured = text.replace(/interval: \w+/, `interval: ${remedy.seconds}s`);
      return remedy.failureLimit === undefined ? measured : applied(measured, { kind: 'failureLimit', value: remedy.failureLimit });
    }
    case 'initialDelay': return text.replace(/initialDelay: \w+/, `initialDelay: ${remedy.seconds}s`);
    case 'startingStep': return text.replace(/startingStep: \d+/, `startingStep: ${remedy.value}`);
    case 'pause': return remedy.isNew ? `${text}      - pause: {duration: ${remedy.seconds}s}\n` : withPauseIn(text, remedy.step, remedy.seconds);
  }
}

/** Each step is one line. */
function withPauseIn(text: string, step: number, seconds: number): string {
  const [head, steps] = text.split('      steps:\n');
  const lines = steps.split('\n').map((line, index) => (index === step ? `      - pause: {duration: ${seconds}s}` : line));
  return `${head}      steps:\n${lines.join('\n')}`;
}

function codesIn(text: string): string[] {
  return validate(readManifests(text, 'shop.yaml').manifests).findings.map(({ code }) => code);
}
