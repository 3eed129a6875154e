import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifests } from '../../src/manifest/read-manifests';
import { type LocatedFinding } from '../../src/validation/finding';
import { validate } from '../../src/validation/validate';

const SOUND = readFileSync(join(__dirname, '..', 'fixtures', 'rules', 'guard-cannot-fire', 'good.yaml'), 'utf-8');

/** What takes a moment on a machine that does nothing else; a play that has no end takes for ever. */
const TIMEOUT = 30_000;

/** Texts, each with what stands there instead. */
type Change = readonly (readonly [string | RegExp, string])[];

const TOO_MUCH = 'nothing is proven about this release: ';
const FOREVER = `${TOO_MUCH}its pauses, analyses and delays last longer than 14 days together`;
const OPEN: Change[number] = [/pause: \{duration: 5m\}/g, 'pause: {}'];
const PATIENT: Change[number] = ['failureLimit: 2', 'failureLimit: 1000000000'];

/** The pods never become ready, nothing aborts them, and all the time they are measured every second. */
const STUCK: Change = [['Abort: true', 'Abort: false'], ['startingStep: 1', 'startingStep: 0'], ['interval: 30s', 'interval: 1s'], PATIENT];

function withSteps(count: number, step: (index: number) => string): Change[number] {
  return [/      steps:\n[^]*$/, `      steps:\n${Array.from({ length: count }, (_, index) => `      - ${step(index)}\n`).join('')}`];
}

function strategy(field: string): Change[number] {
  return ['stableService: shop-stable', `stableService: shop-stable\n      ${field}`];
}

function metric(field: string): Change[number] {
  return ['interval: 30s', `interval: 30s\n    ${field}`];
}

function findingsIn(change: Change): readonly LocatedFinding[] {
  const text = change.reduce((before, [from, to]) => {
    const after = before.replace(from, to);
    if (after === before) throw new Error(`there is no ${from} in it`);
    return after;
  }, SOUND);
  const { manifests, problems } = readManifests(text, 'shop.yaml');
  return validate(manifests, { problems }).findings;
}

test.each<[string, Change, string]>([
  ['a billion pods', [['replicas: 4', 'replicas: 1000000000']], `${TOO_MUCH}a version of it has 1000000000 replicas, and releases of at most 500 are played`],
  ['a billion canary pods', [['- setWeight: 20', '- setCanaryScale: {replicas: 1000000000}\n      - setWeight: 20']], `${TOO_MUCH}a version of it has 1000000000 replicas, and releases of at most 500 are played`],
  ['a canary of a billion percent', [['- setWeight: 20', '- setCanaryScale: {weight: 1000000000}\n      - setWeight: 20']], `${TOO_MUCH}a version of it has 40000000 replicas, and releases of at most 500 are played`],
  ['at least a billion pods', [strategy('minPodsPerReplicaSet: 1000000000')], `${TOO_MUCH}a version of it has 1000000000 replicas, and releases of at most 500 are played`],
  ['an interval of a nanosecond', [['interval: 30s', 'interval: 1ns']], `${TOO_MUCH}metric 'success-rate' has an interval below one second`],
  ['an interval of nothing', [['interval: 30s', 'interval: 0s']], `${TOO_MUCH}metric 'success-rate' has an interval below one second`],
  ['an interval below nothing', [['interval: 30s', 'interval: -5m']], `${TOO_MUCH}metric 'success-rate' has an interval below one second`],
  ['pauses of years', [[/duration: 5m/g, 'duration: 87600h']], FOREVER],
  ['a pause of years, and one of as long before now', [['duration: 5m', 'duration: -2000000000'], ['duration: 5m', 'duration: 500000h']], FOREVER],
  ['a progress deadline of years', [['Seconds: 300', 'Seconds: 1000000000']], FOREVER],
  ['a progress deadline in the past, and pauses of years', [['Seconds: 300', 'Seconds: -1000000000'], ['duration: 5m', 'duration: 100000h']], FOREVER],
  ['pods that are ready after years', [['replicas: 4', 'replicas: 4\n  minReadySeconds: 1000000000']], FOREVER],
  ['old pods that stay for years', [strategy('scaleDownDelaySeconds: 2000000000'), ...STUCK], FOREVER],
  ['a canary that stays for years', [strategy('abortScaleDownDelaySeconds: 2000000000'), ...STUCK], FOREVER],
  ['an experiment of years', [['- setWeight: 100', '- experiment: {duration: 200000h, templates: [{name: a, specRef: canary}]}\n      - setWeight: 100']], FOREVER],
  ['a billion measurements in a step', [
    [/      analysis:\n[^]*?steps:/, '      steps:'],
    ['- setWeight: 100', '- analysis: {templates: [{templateName: shop}], args: [{name: hash, valueFrom: {podTemplateHashValue: Latest}}]}\n      - setWeight: 100'],
    metric('count: 1000000000'),
  ], FOREVER],
  ['pauses until a billion failures, one each second', [PATIENT, OPEN, ['interval: 30s', 'interval: 1s']],
    `${TOO_MUCH}it is long for its 4 replicas and its intervals: playing it would take 1935936 scrapes and measurements`],
  ['ten thousand weights', [withSteps(10_000, (index) => `setWeight: ${index % 100}`)], `${TOO_MUCH}it has 10000 steps, and releases of at most 250 are played`],
  ['a query that looks at each second of a month', [[/sum\(rate/g, 'sum(max_over_time(rate'], [/\[1m\]\)/g, '[1m])[30d:1s])']],
    'the twin has nothing that metric \'success-rate\' could measure, so that only the timing is proven there: the query is about something else than this service, cannot be read, or looks at too much'],
  ['subqueries in a subquery', [[/sum\(rate/g, 'sum(max_over_time(max_over_time(rate'], [/\[1m\]\)/g, '[1m])[1h:1m])[1h:1m])']],
    'the twin has nothing that metric \'success-rate\' could measure, so that only the timing is proven there: the query is about something else than this service, cannot be read, or looks at too much'],
])('it is said why %s cannot be played', (_, change, message) => {
  expect(findingsIn(change)).toContainEqual(expect.objectContaining({ code: 'SC0714', message }));
}, TIMEOUT);

test.each<[string, Change]>([
  ['no pods', [['replicas: 4', 'replicas: 0']]],
  ['fewer than no pods', [['replicas: 4', 'replicas: -5']]],
  ['a pod and a half', [['replicas: 4', 'replicas: 1.5']]],
  ['as many pods as are played', [['replicas: 4', 'replicas: 500'], ['interval: 30s', 'interval: 5m']]],
  ['an interval of years', [['interval: 30s', 'interval: 100000h']]],
  ['a delay of years', [['initialDelay: 90s', 'initialDelay: 1000000h']]],
  ['a delay before now', [['initialDelay: 90s', 'initialDelay: -1h']]],
  ['pauses before now', [[/duration: 5m/g, 'duration: -5m']]],
  ['a billion measurements', [metric('count: 1000000000')]],
  ['fewer than no measurements', [metric('count: -1')]],
  ['a billion failures', [PATIENT]],
  ['pauses until a billion failures', [PATIENT, OPEN]],
  ['a billion errors', [metric('consecutiveErrorLimit: 1000000000')]],
  ['a billion errors of a query that cannot be read', [metric('consecutiveErrorLimit: 1000000000'), ['[1m]', '[1q]']]],
  ['a billionth step to begin with', [['startingStep: 1', 'startingStep: 1000000000']]],
  ['a step before the first', [['startingStep: 1', 'startingStep: -1000000000']]],
  ['weights of a billion and below 0', [['setWeight: 20', 'setWeight: 1000000000'], ['setWeight: 100', 'setWeight: -5']]],
  ['weights of a half', [['setWeight: 20', 'setWeight: 1.5']]],
  ['a progress deadline in the past', [['Seconds: 300', 'Seconds: -1000000000']]],
  ['a window of centuries', [[/\[1m\]/g, '[10000w]']]],
  ['a window of a millisecond', [[/\[1m\]/g, '[1ms]']]],
  ['what was centuries ago', [[/\[1m\]/g, '[1m] offset 10000w']]],
  ['two hundred weights', [withSteps(200, (index) => `setWeight: ${index % 100}`)]],
  ['two hundred pauses that people end', [withSteps(200, (index) => (index === 0 ? 'setWeight: 5' : 'pause: {}'))]],
  ['a template that is in itself', [['spec:\n  args: [{name: hash}]', 'spec:\n  templates: [{templateName: shop}]\n  args: [{name: hash}]']]],
])('%s, and no rule fails', (_, change) => {
  const codes = findingsIn(change).map(({ code }) => code);
  expect(codes).not.toContain('SC0099');
  expect(codes.filter((code) => code.startsWith('SC07'))).not.toEqual([]);
}, TIMEOUT);
