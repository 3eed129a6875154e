import { servedOf, shop, synthesized } from './loop';
import { signatureOf, viewOf } from '../../src/simulation/cluster-view';
import { simulate } from '../../src/simulation/simulate';
import { type ClusterState } from '../../src/simulation/world/cluster';

interface Seen {
  readonly seconds: number;
  readonly state: ClusterState;
  readonly signature: string;
}

const HOSTS = { trafficRouting: { istio: { virtualService: { name: 'shop' } } }, stableService: 'shop-stable', canaryService: 'shop-canary' };

/** Each view of a release in which a pod of the new version goes after a minute. */
function viewsOf(text: string, podStartup = 0): Seen[] {
  const served = servedOf(text);
  const seen: Seen[] = [];
  simulate(served.model, {
    measure: () => ({ phase: 'Successful' }),
    observe: (controller, time) => seen.push({ seconds: time / 1000, state: viewOf(controller, served), signature: signatureOf(controller) }),
    operator: [{ at: 60, action: 'lose-pod' }],
    podStartup,
  });
  return seen;
}

function at(seconds: number, views: readonly Seen[]): ClusterState {
  return views.filter((view) => view.seconds <= seconds).at(-1)!.state;
}

test('has the subsets\' hashes and weights that the controller has written', () => {
  const views = viewsOf(shop());
  expect(views[0].state.destinations).toEqual([{ service: 'shop', hash: 'stable-hash', weight: 100 }, { service: 'shop', hash: 'stable-hash', weight: 0 }]);
  expect(at(30, views).destinations).toEqual([{ service: 'shop', hash: 'stable-hash', weight: 80 }, { service: 'shop', hash: 'canary-hash', weight: 20 }]);
  expect(at(3600, views).destinations).toEqual([{ service: 'shop', hash: 'canary-hash', weight: 100 }, { service: 'shop', hash: 'canary-hash', weight: 0 }]);
});

test('has the hashes that the controller has written into selectors', () => {
  const view = at(30, viewsOf(synthesized('06-host-routing/search')));
  expect(view.destinations).toEqual([{ service: 'search-stable', weight: 75 }, { service: 'search-canary', weight: 25 }]);
  expect(view.selectors).toEqual(new Map([['search-canary', 'canary-hash'], ['search-stable', 'stable-hash']]));
});

const MATCH = [{ method: { exact: 'GET' } }];

test('mirrors while a mirror route is set, to whatever the canary is', () => {
  const steps = [
    { setCanaryScale: { replicas: 1 } },
    { setMirrorRoute: { name: 'shadow', percentage: 30, match: MATCH } },
    { pause: { duration: '30s' } },
    { setMirrorRoute: { name: 'shadow', match: MATCH } },
    { pause: { duration: '30s' } },
    { setMirrorRoute: { name: 'shadow' } },
    { pause: { duration: '30s' } },
  ];
  const views = viewsOf(shop({ steps }));
  expect(views[0].state.mirror).toBeUndefined();
  expect(at(15, views).mirror).toEqual({ service: 'shop', hash: 'canary-hash', share: 0.3, isManaged: true });
  expect(at(45, views).mirror).toEqual({ service: 'shop', hash: 'canary-hash', share: 1, isManaged: true });
  expect(at(75, views).mirror).toBeUndefined();
});

test('sends requests with a header to the canary while a header route is set', () => {
  const header = { name: 'testers', match: [{ headerName: 'x-tester', headerValue: { exact: 'yes' } }] };
  const steps = [{ setCanaryScale: { replicas: 1 } }, { setHeaderRoute: header }, { pause: { duration: '30s' } }, { setHeaderRoute: { name: 'testers' } }, { pause: { duration: '30s' } }];
  const views = viewsOf(shop({ steps }));
  expect(at(15, views)).toMatchObject({ tagged: { service: 'shop', hash: 'canary-hash' }, destinations: [{ weight: 100 }, { weight: 0 }] });
  expect(at(15, views).mirror).toBeUndefined();
  expect(at(45, views).tagged).toBeUndefined();
});

test('mirrors to the canary\'s Service where there are no subsets', () => {
  const steps = [{ setCanaryScale: { replicas: 1 } }, { setMirrorRoute: { name: 'shadow', match: MATCH } }, { pause: {} }];
  const canary = { ...HOSTS, steps, analysis: undefined };
  expect(viewsOf(shop({ strategy: canary, route: { route: ['shop-stable', 'shop-canary'].map((host) => ({ destination: { host } })) } })).at(-1)!.state.mirror)
    .toEqual({ service: 'shop-canary', share: 1, isManaged: true });
});

test('gives a pod that comes for another a name of its own', () => {
  const views = viewsOf(shop(), 7);
  const canaries = (seconds: number) => at(seconds, views).pods.filter(({ hash }) => hash === 'canary-hash');
  expect(canaries(59)).toEqual([{ name: 'shop-canary-hash-1', hash: 'canary-hash', readyAt: 7_000, labels: { app: 'shop' } }]);
  expect(canaries(61)).toEqual([{ name: 'shop-canary-hash-2', hash: 'canary-hash', readyAt: 67_000, labels: { app: 'shop' } }]);
});

test.each([
  ['subsets', shop()],
  ['subsets and a stable Service', synthesized('03-grpc-service/rpc-server')],
  ['Services', synthesized('06-host-routing/search')],
])('has another signature wherever the view of %s is another, and not in each pass', (_, text) => {
  const views = viewsOf(text, 7);
  for (const [index, { state, signature }] of views.entries()) {
    if (index > 0 && signature === views[index - 1].signature) expect(state).toEqual(views[index - 1].state);
  }
  expect(new Set(views.map(({ signature }) => signature)).size).toBeLessThan(views.length);
});
