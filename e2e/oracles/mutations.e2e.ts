import * as fc from 'fast-check';
import { ArgoOracle } from './argo';
import { NoAnswer } from './client';
import { IstioOracle } from './istio';
import { examples } from '../bundle/example';
import { type Mutation, mutationOf, mutationsOf } from '../generators/mutations';

/* Whatever is done to an example, each oracle has an answer: these are the questions that the validator will be asked, too. */

let argo: ArgoOracle;
let istio: IstioOracle;

beforeAll(async () => {
  argo = await ArgoOracle.start();
  istio = await IstioOracle.start();
});

afterAll(async () => Promise.all([argo.stop(), istio.stop()]));

/** A panic of upstream's is an answer as well: the controller would go on trying for ever. */
async function refusedByArgo({ objects }: Mutation): Promise<boolean> {
  return argo.validate(objects()).then(({ accepted }) => !accepted, (error: Error) => {
    if (error instanceof NoAnswer && error.kind === 'panic') return true;
    throw error;
  });
}

async function refusedByIstio({ objects }: Mutation): Promise<boolean> {
  const results = await istio.validate(objects(), 'istioctl');
  return results.some(({ known, accepted }) => known && !accepted);
}

describe.each(examples())('dist/$name', ({ objects }) => {
  test('spoilt in any way is answered by the controller\'s validation, the same each time', async () => {
    await fc.assert(fc.asyncProperty(mutationOf(objects), async (mutation) => {
      expect(await refusedByArgo(mutation)).toBe(await refusedByArgo(mutation));
    }));
  });

  test('spoilt in any way is answered by Istio, by its webhook and by istioctl', async () => {
    await fc.assert(fc.asyncProperty(mutationOf(objects), async (mutation) => {
      const [webhook, istioctl] = await Promise.all((['webhook', 'istioctl'] as const).map(async (mode) => istio.validate(mutation.objects(), mode)));
      // What the stricter of the two accepts, the other accepts.
      expect(istioctl.filter(({ accepted }, index) => accepted && !webhook[index].accepted)).toEqual([]);
    }));
  });

  test('is refused by somebody for a good part of all that can be done to its Rollout and its VirtualService', async () => {
    const mutations = mutationsOf(objects).filter(({ resource, operator }) => /^(Rollout|VirtualService)\//.test(resource) && ['drop', 'wrong type', 'leave out'].includes(operator));
    const refused = await Promise.all(mutations.map(async (mutation) => await refusedByArgo(mutation) || refusedByIstio(mutation)));
    expect(mutations.length).toBeGreaterThan(50);
    expect(refused.filter(Boolean).length / mutations.length).toBeGreaterThan(0.5);
  });
});
