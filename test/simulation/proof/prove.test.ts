import { type Change, proofOf, shopWith, releaseIn } from './proof-of';
import { ASSUMED } from '../../../src/simulation/proof/assumptions';
import { type Proof } from '../../../src/simulation/proof/proof';
import { reworded } from '../../../src/simulation/proof/prove';
import { readReady } from '../../../src/simulation/proof/ready-release';
import { Trials } from '../../../src/simulation/proof/trials';

const OPEN: Change = [[/pause: \{duration: 5m\}/g, 'pause: {}']];

/** How the plays of a proof end, and when. */
function endsOf(proof: Proof) {
  const { noTraffic, prometheusDown, prometheusRestart, neverReady, abort } = proof;
  const ends = Object.entries({ noTraffic, prometheusDown, prometheusRestart, neverReady, abort: abort?.timeline });
  return Object.fromEntries(ends.map(([name, timeline]) => [name, timeline && `${timeline.outcome} ${timeline.endsAt}`]));
}

test('a sound release is promoted when it is healthy, and aborted whatever else happens', () => {
  const proof = proofOf();
  expect(proof.healthy).toMatchObject([{ outcome: 'promoted', endsAt: 640 }]);
  expect(endsOf(proof)).toEqual({
    noTraffic: 'aborted 170',
    // Asked at 110 s for the first time, and then every 10 s until the fifth error.
    prometheusDown: 'aborted 150',
    prometheusRestart: 'aborted 150',
    neverReady: 'aborted 301',
    abort: 'aborted 170',
  });
  // 150 s of a fifth of 50 requests a second.
  expect(proof.abort).toMatchObject({ seconds: 150, timeline: { exposure: { requests: 1500, failed: 1500 } } });
  expect({ ...proof, healthy: [], guards: [], stages: [] }).toMatchObject({ unasked: [], taken: [], inconclusive: undefined, aftermath: undefined });
});

test('a play is made when somebody asks what came of it, and once', () => {
  const play = jest.spyOn(Trials.prototype, 'play');
  const proof = proofOf();
  expect(play).not.toHaveBeenCalled();
  const asked = () => [proof.guards, proof.healthy, proof.cure];
  expect(asked()).toEqual(asked());
  expect(play).toHaveBeenCalledTimes(2);
  expect(proof.noTraffic).toBe(proof.noTraffic);
  expect(play).toHaveBeenCalledWith({ ailment: { fault: 'no-traffic', from: -Infinity } });
  play.mockRestore();
});

test('a proof in other words is the same proof', () => {
  const proof = proofOf();
  const other = reworded(proof, { taken: ['something'], unserved: undefined });
  expect([other.taken, other.guards, other.abort]).toEqual([['something'], proof.guards, proof.abort]);
  expect(proof.taken).toEqual([]);
});

test('a restart of Prometheus that the errors outlast is not the end, and its loss is', () => {
  const ends = endsOf(proofOf([['failureLimit: 2', 'failureLimit: 2\n    consecutiveErrorLimit: 9']]));
  expect(ends).toMatchObject({ prometheusRestart: 'promoted 640', prometheusDown: 'aborted 200' });
});

test('where nothing is measured, Prometheus is not missed', () => {
  expect(endsOf(proofOf([['startingStep: 1', 'startingStep: 4']]))).toMatchObject({ noTraffic: 'promoted 640', prometheusDown: undefined, prometheusRestart: undefined });
});

test('where people can wait, a healthy release is played with them, too', () => {
  expect(proofOf(OPEN).healthy.map(({ outcome, endsAt }) => [outcome, endsAt])).toEqual([['promoted', 40], ['promoted', 1240]]);
});

test('pods that never start are stuck where nothing aborts them', () => {
  expect(proofOf([['Abort: true', 'Abort: false']]).neverReady.outcome).toBe('stuck');
});

test('a share of errors that is neither good nor bad is found, the smallest of those that are tried', () => {
  const { inconclusive } = proofOf([['result[0] >= 0.95', 'result[0] >= 0.95\n    failureCondition: len(result) == 0 || isNaN(result[0]) || result[0] < 0.5']]);
  expect(inconclusive).toMatchObject({ share: 0.1, timeline: { outcome: 'promoted' }, guard: { plan: { name: 'success-rate' } } });
});

test('pods that are too few for their requests are found, and pods that an abort has to wait for', () => {
  expect(proofOf([['- setWeight: 20', '- setCanaryScale: {replicas: 1}\n      - setWeight: 20']]).spike).toEqual({ step: 4, weight: 100, wanted: 100, pods: 1, usual: 4 });
  const dynamic: Change = [['stableService: shop-stable', 'stableService: shop-stable\n      dynamicStableScale: true'], ['setWeight: 20', 'setWeight: 50']];
  expect(proofOf(dynamic).aftermath).toEqual({ weight: 50, seconds: 20 });
});

test('a query about something else is proven by its timing alone', () => {
  const proof = proofOf([[/istio_requests_total/g, 'app_requests_total']]);
  expect(proof.guards).toMatchObject([{ verdict: 'fires', guard: { fault: 'measured', isAsked: false } }]);
  expect(proof.unasked.map(({ plan }) => plan.name)).toEqual(['success-rate']);
  expect(endsOf(proof)).toMatchObject({ noTraffic: undefined, prometheusDown: undefined, abort: 'aborted 170' });
});

test('without an HTTP route there are no requests, and it says why', () => {
  const proof = proofOf([['  http:\n  - name: primary\n    timeout: 2s', '  tcp:\n  - match: [{port: 80}]']]);
  expect(proof.unserved).toContain('VirtualService \'shop\'');
  expect(proof.guards).toMatchObject([{ verdict: 'fires', guard: { fault: 'measured' } }]);
});

test('a route that is elsewhere is taken for granted, and it says so', () => {
  const proof = proofOf([[/apiVersion: networking.istio.io\/v1\nkind: VirtualService[^]*?---\n/, '']]);
  expect(proof.unserved).toBeUndefined();
  expect(proof.taken).toEqual(['VirtualService \'shop\' is not among the manifests: its route is taken to lead to both versions, and to have neither timeout nor retries']);
});

test('what is taken for granted is told', () => {
  expect(proofOf([[/apiVersion: telemetry[^]*?---\n/, '']]).taken).toEqual([
    'Prometheus is taken to give each series of a pod its hash as \'rollout_hash\', which a query asks for and no Telemetry that is known to select the pods provides',
  ]);
});

test('dry runs are no guards', () => {
  expect(proofOf([['startingStep: 1', 'startingStep: 1\n        dryRun: [{metricName: success-rate}]']]).guards).toEqual([]);
});

test.each<[string, Change, string]>([
  ['no template', [['templateName: shop}', 'templateName: shp}']], 'AnalysisTemplate \'shp\' is not among the manifests'],
  ['too many pods', [['replicas: 4', 'replicas: 4000']], 'a version of it has 4000 replicas, and releases of at most 500 are played'],
  ['another router', [['        istio:\n', '        nginx: {stableIngress: shop}\n        istio:\n']], 'trafficRouting.nginx is not simulated, only istio'],
])('fails to be ready: %s', (_, change, refusal) => {
  expect(readReady(releaseIn(shopWith(change)), ASSUMED, '1.9')).toEqual({ refusal });
});
