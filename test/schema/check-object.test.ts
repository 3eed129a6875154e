import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyChange, type Change } from './change';
import { GOOD, goodManifest, manifestsIn, titleOf } from './manifests';
import { checkObject } from '../../src/schema/check-object';
import { REASONS, type SchemaError, type Stage } from '../../src/schema/schema-error';

/** A change, and what an API server v1.37.2 answered to a dry run under strict field validation. */
interface Answer extends Change {
  readonly object: string;
  readonly stage: Stage | 'ok';

  /** `decode`: the message; `strict`: the unknown fields; `validation`: field and reason of each cause. */
  readonly says: string[];
}

const ANSWERS: Answer[] = JSON.parse(readFileSync(join(__dirname, 'api-server-answers.json'), 'utf-8'));
const STAGES: Stage[] = ['decode', 'strict', 'validation'];

/** What the API server would show of these errors: those of the first stage, and of decoding the first alone. */
function answerOf(errors: SchemaError[]): Pick<Answer, 'stage' | 'says'> {
  const stage = STAGES.find((one) => errors.some((error) => error.stage === one));
  if (stage === undefined) return { stage: 'ok', says: [] };
  const shown = errors.filter((error) => error.stage === stage);
  if (stage === 'decode') return { stage, says: [shown[0].message] };
  const says = shown.map(({ path, class: errorClass }) => errorClass === 'unknown-field' ? path : `${path} ${REASONS[errorClass]}`);
  return { stage, says: [...new Set(says)].sort() };
}

test.each(manifestsIn(GOOD).map((manifest) => [titleOf(manifest), manifest] as const))('%s has no errors', (_, manifest) => {
  expect(checkObject(manifest)).toEqual([]);
});

test('no manifest of dist/ has an error', () => {
  // GIVEN
  const manifests = manifestsIn(join(__dirname, '..', '..', 'dist'));

  // WHEN
  const errors = manifests.map((manifest) => [titleOf(manifest), checkObject(manifest)] as const).filter(([, found]) => found?.length !== 0);

  // THEN
  expect(manifests.length).toBeGreaterThan(20);
  expect(errors).toEqual([]);
});

test.each(ANSWERS.map((answer) => {
  const { object, stage, says, to, ...change } = answer;
  const [[verb, path]] = Object.entries(change);
  return [`${object}: ${verb} ${path}${to === undefined ? '' : ` ${JSON.stringify(to).slice(0, 60)}`}`, answer] as const;
}))('the API server says the same about %s', (_, { object, stage, says, ...change }) => {
  // GIVEN
  const manifest = goodManifest(object);
  applyChange(manifest, change);

  // WHEN
  const answer = answerOf(checkObject(manifest)!);

  // THEN
  expect(answer.stage).toBe(stage);
  // Go names some types that OpenAPI does not have: what cannot be decoded, and into which field, is the same.
  if (stage === 'decode') expect(says[0]).toContain(answer.says[0].replace(/ of type .*$| as "2006.*$/, ''));
  else expect(answer.says).toEqual(says);
});

test('there are answers of each stage, about each kind', () => {
  expect(new Set(ANSWERS.map(({ stage }) => stage))).toEqual(new Set([...STAGES, 'ok']));
  expect(new Set(ANSWERS.map(({ object }) => object.split('/')[0]))).toEqual(new Set(manifestsIn(GOOD).map(({ kind }) => kind)));
});

test('an unknown field comes with the one that was probably meant', () => {
  // GIVEN
  const rollout = goodManifest('Rollout/shop');
  applyChange(rollout, { set: 'spec.strategy.canary.steps[0]', to: { setWieght: 20 } });

  // WHEN
  const [error] = checkObject(rollout)!;

  // THEN
  expect(error).toEqual({
    path: 'spec.strategy.canary.steps[0].setWieght',
    class: 'unknown-field',
    stage: 'strict',
    message: 'unknown field "spec.strategy.canary.steps[0].setWieght"',
    allowed: ['analysis', 'experiment', 'pause', 'plugin', 'setCanaryScale', 'setHeaderRoute', 'setMirrorRoute', 'setWeight'],
    suggestion: 'setWeight',
  });
});

test('later stages look at what is left, so that all is said at once', () => {
  // GIVEN
  const deployment = goodManifest('Deployment/shop');
  applyChange(deployment, { rename: 'spec.selector', to: 'selectr' });
  applyChange(deployment, { set: 'spec.replicas', to: -1 });

  // WHEN
  const errors = checkObject(deployment)!;

  // THEN
  expect(errors.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    'spec.selectr: unknown field "spec.selectr"',
    'spec.selector: Required value',
    'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    'spec.template.metadata.labels: Invalid value: {"app":"shop","tier":"web"}: `selector` does not match template `labels`',
  ]);
});

test.each([
  ['a kind that is not known', { apiVersion: 'example.com/v1', kind: 'Thing' }],
  ['a version that is not known', { apiVersion: 'apps/v1beta1', kind: 'Deployment' }],
  ['no kind', { apiVersion: 'v1' }],
  ['a kind that is a name of JavaScript', { apiVersion: 'constructor', kind: 'constructor' }],
  ['nothing', {}],
])('says nothing about %s', (_, object) => {
  expect(checkObject(object)).toBeUndefined();
});
