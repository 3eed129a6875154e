import { ArgoOracle } from './argo';
import { IstioOracle } from './istio';
import { examples } from '../bundle/example';

const ISTIO_GROUP = /^(networking|telemetry|security)\.istio\.io\//;

let argo: ArgoOracle;
let istio: IstioOracle;

beforeAll(async () => {
  argo = await ArgoOracle.start();
  istio = await IstioOracle.start();
});

afterAll(async () => {
  await argo.stop();
  await istio.stop();
});

test('there are examples', () => {
  expect(examples()).not.toHaveLength(0);
});

describe.each(examples())('dist/$name', ({ bundle, objects }) => {
  test('is accepted by the controller, up to the start of its analysis runs', async () => {
    const { accepted, rollouts, issues, notLookedUp } = await argo.validate(objects);
    expect(issues).toEqual([]);
    expect(accepted).toBe(true);
    expect(rollouts).toHaveLength(bundle.filter(({ kind }) => kind === 'Rollout').length);
    expect(notLookedUp).toBeUndefined();
  });

  test('starts analysis runs in which nothing is left to resolve', async () => {
    const runs = await argo.runs(objects, { stable: 'stable-hash', canary: 'canary-hash' });
    expect(runs).not.toHaveLength(0);
    for (const { message, metrics } of runs) {
      expect(message).toBeUndefined();
      expect(metrics).not.toHaveLength(0);
      expect(JSON.stringify(metrics)).not.toContain('{{');
    }
  });

  test('is accepted by lint, but for what lint takes wrongly of a Rollout whose pods are in a Deployment', async () => {
    const { messages } = await argo.lint(bundle);
    const { workloadRef } = bundle.find(({ kind }) => kind === 'Rollout')!.spec as { workloadRef?: object };
    const mistaken = workloadRef ? /^Invalid value: "[\w-]+": Service "[\w-]+" has unmatch label "[\w./-]+" in rollout$/ : /^$/;
    expect(messages.filter((message) => !mistaken.test(message))).toEqual([]);
  });

  test.each(['webhook', 'istioctl'] as const)('is accepted by Istio, %s, without a warning', async (mode) => {
    const own = objects.filter(({ apiVersion }) => ISTIO_GROUP.test(apiVersion!));
    const results = await istio.validate(own, mode);
    expect(own).not.toHaveLength(0);
    expect(results.filter(({ accepted, warnings }) => !accepted || warnings.length > 0)).toEqual([]);
  });
});
