import { readManifests } from '../../src/manifest/read-manifests';
import { type Acceptance } from '../../src/validation/acceptance';
import { validate } from '../../src/validation/validate';

const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  # smart-canary-accept: SC0010 the port is replaced
  ports: [{port: 80000}]
`;

function verdictOn(text: string, acceptances: Acceptance[] = []) {
  return validate(readManifests(text, 'shop.yaml').manifests, { acceptances });
}

test('a comment in the object accepts its findings of a code, and keeps the reason', () => {
  const { findings, accepted } = verdictOn(SERVICE);
  expect(findings).toEqual([]);
  expect(accepted.map(({ finding: { code, path }, reason }) => [code, path, reason])).toEqual([
    ['SC0010', 'spec.ports[0].port', 'the port is replaced'], ['SC0010', 'spec.ports[0].targetPort', 'the port is replaced'],
  ]);
});

test('a comment accepts nothing in other objects', () => {
  const { findings } = verdictOn(`${SERVICE}---\n${SERVICE.replace(/.*accept.*\n/, '').replace('shop', 'cart')}`);
  expect(findings.map(({ resource }) => resource)).toEqual(['Service/cart', 'Service/cart']);
});

test('fails for an acceptance that nothing needs', () => {
  expect(verdictOn(SERVICE.replace('80000', '80')).findings).toEqual([{
    code: 'SC0097',
    rule: 'unused-acceptance',
    severity: 'warning',
    resource: 'Service/shop',
    path: '',
    message: 'SC0010 is accepted, and no finding of Service/shop has that code',
    fix: 'remove the acceptance',
    file: 'shop.yaml',
    line: 5,
    column: 3,
  }]);
});

test.each([
  ['SC0010', 'an acceptance must say why, got SC0010 without a reason'],
  ['the port', 'an acceptance must begin with a code of four digits such as SC0601, got \'the\''],
  ['', 'an acceptance must begin with a code of four digits such as SC0601, got \'\''],
])('fails for `smart-canary-accept: %s`', (text, message) => {
  const { findings } = verdictOn(SERVICE.replace('SC0010 the port is replaced', text));
  expect(findings.map(({ code }) => code)).toEqual(['SC0098', 'SC0010', 'SC0010']);
  expect(findings[0].message).toBe(message);
});

test('above the items of a List it is for all of them, and one that needs it is enough', () => {
  const list = `apiVersion: v1
kind: List
# smart-canary-accept: SC0010 the port is replaced
items:
- {apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {ports: [{port: 80}]}}
- {apiVersion: v1, kind: Service, metadata: {name: cart}, spec: {ports: [{port: 80000}]}}
`;
  expect(verdictOn(list)).toMatchObject({ findings: [], accepted: [{ reason: 'the port is replaced' }, { reason: 'the port is replaced' }] });
});

test('without an object it is for all that have such a finding', () => {
  const at = { file: 'smart-canary.yaml', line: 2, column: 3 };
  const bare = SERVICE.replace(/.*accept.*\n/, '');
  expect(verdictOn(bare, [{ code: 'SC0010', reason: 'why', at }]).findings).toEqual([]);
  expect(verdictOn(bare, [{ code: 'SC0010', resource: 'Service/cart', reason: 'why', at }]).findings.map(({ code, file }) => [code, file])).toEqual([
    ['SC0097', 'smart-canary.yaml'], ['SC0010', 'shop.yaml'], ['SC0010', 'shop.yaml'],
  ]);
});
