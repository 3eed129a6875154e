import { messageOf, newCanary } from './canary';

const LABEL_RULE = 'must be a DNS label (a-z, 0-9 and \'-\', a letter first, no \'-\' last, at most 63 characters)';

describe('the name of the service', () => {
  test('may be as long as every name that is derived from it stays below 64 characters', () => {
    const service = 'a'.repeat(44);
    expect(newCanary({ service }).rollout.name).toBe(service);
    expect(`${service}-0123456789-9999-99`).toHaveLength(63);
  });

  test('fails when a derived name would be too long', () => {
    const service = 'a'.repeat(45);
    expect(messageOf(() => newCanary({ service }))).toBe(
      `'service' must have at most 44 characters, got 45 in '${service}'; Argo Rollouts appends up to 19 (ReplicaSet hash, revision and step of an AnalysisRun) `
      + 'and the result must fit into 63: shorten the name',
    );
  });

  test.each([
    ['Shop_API', '; try \'shop-api\''],
    ['1shop', '; try \'shop\''],
    ['shop-', '; try \'shop\''],
    ['', '; give it a name of that form'],
    ['ñ', '; give it a name of that form'],
  ])('fails on %p', (service, fix) => {
    expect(messageOf(() => newCanary({ service }))).toBe(`'service' ${LABEL_RULE}, got '${service}'${fix}`);
  });

  test.each(['shop.other', 'shop.other.svc.cluster.local', 'other/shop'])('fails on a service of another namespace, %s', (service) => {
    expect(messageOf(() => newCanary({ service }))).toBe(
      `'service' must be a Service of the canary's own namespace, got '${service}'; Argo Rollouts reads no other: `
      + 'give the bare name, and put the canary into a chart with that namespace',
    );
  });
});
