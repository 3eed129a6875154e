import { type ClusterState, type WeightedDestination } from '../../../src/simulation/world/cluster';
import { shareOf } from '../../../src/simulation/world/share-of';

const PODS = ['a', 'a', 'a', 'b'].map((hash, index) => ({ name: `shop-${index}`, hash, readyAt: 0 }));

function stateOf(destinations: readonly WeightedDestination[], more: Partial<ClusterState> = {}): ClusterState {
  return { pods: PODS, destinations, ...more };
}

test.each<[string, ClusterState, number]>([
  ['of subsets by weights', stateOf([{ service: 'shop', hash: 'a', weight: 80 }, { service: 'shop', hash: 'b', weight: 20 }]), 20],
  ['of Services by weights', stateOf([{ service: 'old', weight: 3 }, { service: 'new', weight: 1 }], { selectors: new Map([['old', 'a'], ['new', 'b']]) }), 25],
  ['of a Service with pods of both by pods', stateOf([{ service: 'shop', weight: 100 }]), 25],
  ['of a subset without pods as nothing', stateOf([{ service: 'shop', hash: 'c', weight: 100 }]), 0],
  ['of no weights as nothing', stateOf([{ service: 'shop', hash: 'b', weight: 0 }]), 0],
])('tells the share %s', (_, state, share) => {
  expect(shareOf('b', state)).toBe(share);
});
