import { atWeight, pod, SHOP } from './shop';
import { inboundService, type ServiceModel } from '../../../src/simulation/world/destination-service';

function service(name: string, createdAt = 0, ports: ServiceModel['ports'] = [{ port: 80, targetPort: 8080 }]): ServiceModel {
  return { name, createdAt, ports };
}

const SELECTED = new Map([['shop-canary', 'canary'], ['shop-stable', 'stable']]);

test.each<[string, string, ServiceModel[], string | undefined]>([
  ['the only one', 'canary', [service('shop')], 'shop'],
  ['the oldest', 'stable', [service('shop', 5), service('shop-stable', 4)], 'shop-stable'],
  ['of one second the first by its host, where a hyphen is before a dot', 'canary', [service('shop'), service('shop-canary')], 'shop-canary'],
  ['one that selects the pod', 'stable', [service('shop'), service('shop-canary'), service('shop-stable')], 'shop-stable'],
  ['one with ports', 'stable', [service('shop'), service('shop-stable', -9, [])], 'shop'],
  ['one with the port that is called', 'stable', [service('shop'), service('shop-stable', -9, [{ port: 8000, targetPort: 8080 }])], 'shop'],
  ['one with the port of the pod that is called', 'stable', [service('shop'), service('shop-stable', -9, [{ port: 80, targetPort: 9090 }])], 'shop'],
  ['none where there is none', 'stable', [], undefined],
])('the pod names %s', (_, hash, services, expected) => {
  expect(inboundService('shop', pod(hash), atWeight(20, { selectors: SELECTED }), { ...SHOP, services })?.name).toBe(expected);
});
