import { Duration } from 'cdk8s';
import { Scenario, simulate } from '../../src/jest';
import { shop } from '../simulation/loop';

const GOOD = 'sum(rate(istio_requests_total{rollout_hash="{{args.hash}}",response_code!~"5.*"}[1m]))';
const QUERY = `round(${GOOD} / sum(rate(istio_requests_total{rollout_hash="{{args.hash}}"}[1m])), 0.01)`;
const GUARDED = shop({ query: QUERY, condition: 'result[0] >= 0.95', telemetry: 'rollout_hash', steps: [{ setWeight: 25 }, { pause: { duration: '3m' } }] });

/** Two minutes until it is measured, at a quarter of eight requests per second. */
const failing = simulate(GUARDED, Scenario.canaryFails({ errorRate: 0.25, requestsPerSecond: 8 }));
const healthy = simulate(GUARDED, Scenario.healthy());

test('tell how a release ends, and when', () => {
  expect(failing).toAbort();
  expect(failing).toAbortWithin(Duration.minutes(2));
  expect(failing).not.toAbortWithin(Duration.seconds(119));
  expect(failing).not.toPromote();
  expect(healthy).toPromote();
  expect(healthy).not.toAbort();
  expect(healthy).not.toAbortWithin(Duration.hours(1));
});

test('tell what callers met of the new version', () => {
  expect(failing).toStayBelowExposure({ requests: 241, failed: 61 });
  expect(failing).toStayBelowExposure({ failed: 61 });
  expect(failing).not.toStayBelowExposure({ requests: 240 });
  expect(failing).not.toStayBelowExposure({ requests: 241, failed: 60 });
  expect(healthy).toStayBelowExposure({ failed: 1 });
});

test('fails with the timeline', () => {
  expect(messageOf(() => expect(failing).toPromote())).toBe(`Rollout eu/shop must be promoted with canary-fails, got aborted at 2m

eu/shop: aborted at 2m: Background analysis phase error/failed: Metric "checked" assessed Failed due to failed (1) > failureLimit (0)
  the new version had 240 requests, of which 60 failed
     0s  step 1 of 2: setWeight: 25
         subsets: canary is revision 2, stable is revision 1
         revision 2: 1 of 1 pods are available
         weight 25 % canary, 75 % stable
         step 2 of 2: pause: 3m
         pause of 3m (CanaryPauseStep)
         analysis shop-2: Running
     2m  checked: Failed [0.75]
         analysis shop-2: Failed: Metric "checked" assessed Failed due to failed (1) > failureLimit (0)
         pause ends (CanaryPauseStep)
         aborted: Background analysis phase error/failed: Metric "checked" assessed Failed due to failed (1) > failureLimit (0)
         step 1 of 2: setWeight: 25
         weight 0 % canary, 100 % stable
  2m30s  revision 2 has no pods
`);
});

test.each([
  [() => expect(healthy).toAbort(), 'Rollout eu/shop must be aborted with healthy, got promoted at 3m\n'],
  [() => expect(failing).not.toAbort(), 'Rollout eu/shop must not be aborted with canary-fails, got aborted at 2m\n'],
  [() => expect(failing).toAbortWithin(Duration.seconds(90)), 'Rollout eu/shop must be aborted within 1m30s with canary-fails, got aborted at 2m\n'],
  [() => expect(failing).not.toAbortWithin(Duration.minutes(3)), 'Rollout eu/shop must not be aborted within 3m with canary-fails, got aborted at 2m\n'],
  [() => expect(healthy).not.toPromote(), 'Rollout eu/shop must not be promoted with healthy, got promoted at 3m\n'],
  [() => expect(failing).toStayBelowExposure({ requests: 500, failed: 60 }),
    'Rollout eu/shop must stay below 500 requests and 60 failed requests to the new version with canary-fails, got aborted at 2m\n'],
])('fails with what was expected: %#', (check, start) => {
  expect(messageOf(check).startsWith(start)).toBe(true);
});

test('fails with what was taken for granted', () => {
  const release = simulate(shop({ query: QUERY, condition: 'result[0] >= 0.95' }), Scenario.healthy());
  expect(messageOf(() => expect(release).toAbort())).toContain('got promoted at 5m\nnote: Prometheus is taken to give each series of a pod its hash as \'rollout_hash\'');
});

test.each([
  [() => expect(GUARDED).toAbort(), '\'toAbort\' must be asked of what simulate() gives, got string; write expect(simulate(canary, scenario)).toAbort(…)'],
  [() => expect(null).toPromote(), '\'toPromote\' must be asked of what simulate() gives, got null; write expect(simulate(canary, scenario)).toPromote(…)'],
  [() => expect(failing).toStayBelowExposure({}), '\'limit\' must have requests or failed, got neither; without them nothing is looked at'],
  [() => expect(failing).not.toStayBelowExposure({ failed: 0 }), '\'failed\' must be above 0, got 0; none at all is below 1'],
])('fails for what cannot be told: %#', (check, message) => {
  expect(check).toThrow(new Error(message));
});

function messageOf(check: () => void): string {
  try {
    check();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the check must fail');
}
