import { JsonPatch, Testing } from 'cdk8s';
import { type Acceptance, type SmartCanary } from '../src';
import { messageOf, newCanary } from './canary';

const REASON = 'another team deploys it';

function codesOf({ findings }: SmartCanary): string[] {
  return findings.map(({ code }) => code);
}

test('an accepted finding is not listed, and can be read with its reason', () => {
  // GIVEN
  const [assumed] = newCanary().findings.filter(({ code }) => code === 'SC0601');

  // WHEN
  const canary = newCanary({ accept: [{ code: 'SC0601', reason: ` ${REASON} ` }] });

  // THEN
  expect(codesOf(canary)).not.toContain('SC0601');
  expect(codesOf(canary)).toContain('SC0303');
  expect(canary.accepted).toEqual([{ finding: assumed, reason: REASON }]);
});

test('what is found at synth is accepted, too', () => {
  // GIVEN
  const canary = newCanary({ accept: [{ code: 'SC0006', reason: REASON }] });
  canary.rollout.addJsonPatch(JsonPatch.add('/spec/tomorrow', true));

  // WHEN
  Testing.synth(canary.rollout.chart);

  // THEN
  expect(codesOf(canary)).not.toContain('SC0006');
  expect(canary.accepted).toEqual([{
    reason: REASON,
    finding: {
      code: 'SC0006',
      rule: 'unknown-field',
      severity: 'error',
      resource: 'Rollout/shop',
      path: 'spec.tomorrow',
      message: 'unknown field "spec.tomorrow"',
      fix: 'remove it, or look up what the field is called in this apiVersion',
    },
  }]);
});

test('fails to be of use where nothing has that code, which shows once the app is synthesized', () => {
  // GIVEN
  const canary = newCanary({ accept: [{ code: 'SC0601', reason: REASON }, { code: 'SC0010', reason: REASON }] });
  const before = codesOf(canary);

  // WHEN
  Testing.synth(canary.rollout.chart);

  // THEN
  expect(before).not.toContain('SC0097');
  expect(canary.findings.filter(({ code }) => code === 'SC0097')).toEqual([{
    code: 'SC0097',
    rule: 'unused-acceptance',
    severity: 'warning',
    resource: '',
    path: '',
    message: 'SC0010 is accepted, and no finding has that code',
    fix: 'remove the acceptance',
  }]);
});

test.each<[unknown, string]>([
  ['SC0601', '\'accept\' must be a list, got SC0601; for example [{ code: \'SC0601\', reason: \'another team deploys it\' }]'],
  [[{ code: '601', reason: REASON }], '\'accept[0].code\' must be SC and four digits, got \'601\'; docs/rules.md lists the codes'],
  [[undefined], '\'accept[0].code\' must be SC and four digits, got \'\'; docs/rules.md lists the codes'],
  [[{ code: 'SC0601', reason: REASON }, { code: 'SC0303', reason: ' ' }], '\'accept[1].reason\' must say why SC0303 is intended, got \' \'; write it for whoever reads it in a year'],
  [[{ code: 'SC0601' }], '\'accept[0].reason\' must say why SC0601 is intended, got \'\'; write it for whoever reads it in a year'],
  [[{ code: 'SC0601', reason: 'a' }, { code: 'SC0601', reason: 'b' }], '\'accept\' must name each code once, got \'SC0601\' again; give one reason for all of its findings'],
])('fails on %j', (accept, message) => {
  expect(messageOf(() => newCanary({ accept: accept as Acceptance[] }))).toBe(message);
});
