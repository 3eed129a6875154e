import { run } from './memory-io';
import { shop, type ShopOptions } from '../simulation/loop';

const GOOD = 'sum(rate(istio_requests_total{rollout_hash="{{args.hash}}",response_code!~"5.*"}[1m]))';
const QUERY = `round(${GOOD} / sum(rate(istio_requests_total{rollout_hash="{{args.hash}}"}[1m])), 0.01)`;
const MEASURED: ShopOptions = { query: QUERY, condition: 'result[0] >= 0.95', telemetry: 'rollout_hash', steps: [{ setWeight: 25 }, { pause: { duration: '3m' } }] };

async function simulate(flags: readonly string[], options: ShopOptions = MEASURED) {
  return run(['simulate', 'a.yaml', ...flags], { files: { 'a.yaml': shop(options) } });
}

test('plays a release with traffic, and tells what the new version had of it', async () => {
  expect(await simulate(['--scenario', 'canary-fails', '--error-rate', '0.25', '--rps', '8', '--scrape-interval', '20s'])).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: `eu/shop: aborted at 2m: Background analysis phase error/failed: Metric "checked" assessed Failed due to failed (1) > failureLimit (0)
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
`,
  });
});

test('writes the exposure into JSON', async () => {
  const { stdout } = await simulate(['--scenario', 'healthy', '--seed', '1', '-o', 'json']);
  const [{ outcome, exposure }] = JSON.parse(stdout).timelines;
  expect([outcome, exposure.failed]).toEqual(['promoted', 0]);
  // Three minutes at 25 % of 50 requests per second, by chance.
  expect(Math.abs(exposure.requests - 2250)).toBeLessThan(5 * Math.sqrt(2250));
});

test.each([
  ['canary-crashloops', ['--crash-after', '5s'], 'aborted', 0],
  ['fails-only-at-weight', ['--at-weight', '25', '--error-rate', '0.5'], 'aborted', 750],
  ['fails-only-at-weight', ['--at-weight', '25.1'], 'promoted', 0],
  ['second-deploy', ['--failing', 'first', '--from', '30s'], 'promoted', 375],
  ['second-deploy', ['--error-rate', '0.1', '--from', '30s'], 'aborted', 150],
  ['healthy', ['--stable-error-rate', '0.5', '--rps', '50,0@1m'], 'aborted', 0],
])('plays %s with %j', async (scenario, flags, outcome, failed) => {
  const [timeline] = JSON.parse((await simulate(['--scenario', scenario, ...flags, '-o', 'json'])).stdout).timelines;
  expect([timeline.outcome, timeline.exposure.failed]).toEqual([outcome, failed]);
});

test('tells of both versions where there are two', async () => {
  expect((await simulate(['--scenario', 'second-deploy', '--from', '30s'])).stdout).toContain('\n  the new versions had 2375 requests, of which 2000 failed\n');
});

test('tells until when a release that waits had requests', async () => {
  const waiting = { ...MEASURED, steps: [{ setWeight: 20 }, { pause: {} }] };
  const { stdout } = await simulate(['--scenario', 'canary-slow', '--limit', '10m'], waiting);
  expect(stdout).toContain('eu/shop: paused at 0s: it waits for somebody at step 2 of 2 (pause): 1 of 1 pods of the new version are available\n  the new version had 6000 requests, of which 0 failed, by 10m\n');
});

test.each([
  ['at once', ['--promote-after', '0'], 'promoted at 5m'],
  ['after a time', ['--promote-after', '1m'], 'promoted at 6m'],
  ['never', [], 'paused at 0s'],
])('waits for somebody who promotes a healthy canary %s', async (_, flags, verdict) => {
  const waiting = { ...MEASURED, steps: [{ setWeight: 20 }, { pause: {} }, { setWeight: 50 }, { pause: { duration: '5m' } }] };
  expect((await simulate(['--scenario', 'healthy', ...flags], waiting)).stdout).toContain(`eu/shop: ${verdict}: `);
});

test('tells what it takes for granted', async () => {
  const { exitCode, stderr } = await simulate(['--scenario', 'healthy'], { ...MEASURED, telemetry: undefined });
  expect(exitCode).toBe(0);
  expect(stderr).toBe('note: Rollout eu/shop: Prometheus is taken to give each series of a pod its hash as \'rollout_hash\','
    + ' which a query asks for and no Telemetry that is known to select the pods provides\n');
});

test.each([
  ['healthy', 'promoted', 0, ''],
  ['canary-fails', 'aborted', 0, ''],
  ['prometheus-down', 'aborted', 0, ''],
  ['canary-slow', 'aborted', 1, 'error: Rollout eu/shop must be aborted, got promoted: Completed all 2 canary steps\n'],
])('expects of %s that it is %s and exits with %d', async (scenario, expected, exitCode, stderr) => {
  expect(await simulate(['--scenario', scenario, '--expect', expected])).toMatchObject({ exitCode, stderr });
});

test('expects an outcome of scripted measurements, too', async () => {
  const { exitCode, stderr } = await simulate(['--measure', 'ok', '--expect', 'aborted']);
  expect([exitCode, stderr]).toEqual([1, 'error: Rollout eu/shop must be aborted, got promoted: Completed all 2 canary steps\n']);
});

test('fails where a release cannot be played with traffic', async () => {
  const { exitCode, stderr } = await simulate(['--scenario', 'healthy'], { metric: { provider: { web: { url: 'http://a' } } } });
  expect([exitCode, stderr]).toEqual([2, 'error: Rollout eu/shop: metric \'checked\' is measured by web, and a scenario has only Prometheus\n']);
});

const NAMES = 'healthy, canary-fails, canary-slow, canary-crashloops, fails-only-at-weight, second-deploy, error-spike, no-traffic, low-traffic, never-ready, prometheus-down';
const WITH_ERRORS = 'canary-fails, fails-only-at-weight, second-deploy, error-spike';
const FROM = 'canary-fails, canary-slow, second-deploy, error-spike, prometheus-down';

test.each([
  [['--scenario', 'sunny'], `'--scenario' must be one of ${NAMES}, got 'sunny'; no other is known`],
  [['--rps', '5'], '\'--rps\' must go with --scenario, got none; without it there is no traffic'],
  [['--seed', '5'], '\'--seed\' must go with --scenario, got none; without it there is no traffic'],
  [['--scenario', 'no-traffic', '--rps', '5'], `'--rps' must go with --scenario ${NAMES.replace(' no-traffic,', '')}, got no-traffic; it would change nothing`],
  [['--scenario', 'healthy', '--error-rate', '1'], `'--error-rate' must go with --scenario ${WITH_ERRORS}, got healthy; it would change nothing`],
  [['--scenario', 'healthy', '--from', '1m'], `'--from' must go with --scenario ${FROM}, got healthy; it would change nothing`],
  [['--scenario', 'healthy', '--measure', 'ok'], '\'--measure\' must not go with --scenario, got \'ok\'; metrics measure the traffic'],
  [['--scenario', 'healthy', '--first'], '\'--first\' must not go with --scenario, got both; a first revision has nothing that is analysed'],
  [['--scenario', 'healthy', '--act', 'undo@1m'], '\'--act\' must not release another version with --scenario, got \'undo@1m\'; second-deploy is the scenario that does'],
  [['--at-weight', '50'], '\'--at-weight\' must go with --scenario, got none; without it there is no traffic'],
  [['--scenario', 'canary-fails', '--at-weight', '50'], '\'--at-weight\' must go with --scenario fails-only-at-weight, got canary-fails; it would change nothing'],
  [['--scenario', 'fails-only-at-weight', '--at-weight', '101'], '\'--at-weight\' must be a number from 0 to 100, got \'101\''],
  [['--scenario', 'healthy', '--crash-after', '5s'], '\'--crash-after\' must go with --scenario canary-crashloops, got healthy; it would change nothing'],
  [['--scenario', 'canary-crashloops', '--crash-after', '5d'], '\'--crash-after\' must be a duration such as 90s, 2m or 1h30m, got \'5d\'; at most ten years'],
  [['--scenario', 'canary-crashloops', '--crash-after', '0'], '\'--crash-after\' must be at least 1s, got \'0\'; never-ready is the scenario of pods that do not start'],
  [['--scenario', 'canary-fails', '--failing', 'first'], '\'--failing\' must go with --scenario second-deploy, got canary-fails; it would change nothing'],
  [['--scenario', 'second-deploy', '--failing', 'both'], '\'--failing\' must be one of first, second, got \'both\'; it is one of the two releases'],
  ...['many', '5,', '5,50', '5@1m', '5,50@soon', '5,50@1m@2m', '5,-1@1m', '100001', '5,100001@1m', ''].map((rps): [string[], string] => (
    [['--scenario', 'healthy', '--rps', rps], `'--rps' must be a number from 0 to 100000, with times where it changes such as 50,200@5m, got '${rps}'`])),
  ...['5,50@0', '5,50@2m,9@1m', '5,50@1m,9@60s'].map((rps): [string[], string] => (
    [['--scenario', 'healthy', '--rps', rps], `'--rps' must name times after 0 in their order, got '${rps}'; the first number has no time and begins at 0`])),
  [['--scenario', 'canary-fails', '--error-rate', '5'], '\'--error-rate\' must be a number from 0 to 1, got \'5\'; 5 % is 0.05'],
  [['--scenario', 'healthy', '--stable-error-rate', '5%'], '\'--stable-error-rate\' must be a number from 0 to 1, got \'5%\'; 5 % is 0.05'],
  [['--scenario', 'canary-fails', '--from', 'soon'], '\'--from\' must be a duration such as 90s, 2m or 1h30m, got \'soon\'; at most ten years'],
  [['--scenario', 'healthy', '--scrape-interval', '500ms'], '\'--scrape-interval\' must be whole seconds from 1s, got \'500ms\''],
  [['--scenario', 'healthy', '--seed', '0.5'], '\'--seed\' must be a whole number, got \'0.5\'; each gives other requests, and the same ones every time'],
])('fails for %j', async (flags, message) => {
  expect(await simulate(flags)).toEqual({ exitCode: 2, stdout: '', stderr: `error: ${message}\n` });
});
