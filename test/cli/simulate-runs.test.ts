import { run } from './memory-io';
import { shop } from '../simulation/loop';

const GOOD = 'sum(rate(istio_requests_total{rollout_hash="{{args.hash}}",response_code!~"5.*"}[1m]))';
const QUERY = `${GOOD} / sum(rate(istio_requests_total{rollout_hash="{{args.hash}}"}[1m]))`;
/** Measured after two minutes at a quarter of the requests, over one of them. */
const GUARDED = shop({ query: QUERY, condition: 'result[0] >= 0.95', telemetry: 'rollout_hash', steps: [{ setWeight: 25 }, { pause: { duration: '150s' } }] });
const CART = GUARDED.replaceAll('name: shop\n', 'name: cart\n');

async function simulate(flags: readonly string[], text = GUARDED) {
  return run(['simulate', 'a.yaml', ...flags], { files: { 'a.yaml': text } });
}

interface Distribution {
  readonly rollout: string;
  readonly outcomes: { readonly outcome: string; readonly count: number; readonly seed: number }[];
}

async function distributions(flags: readonly string[], text = GUARDED): Promise<Distribution[]> {
  return JSON.parse((await simulate([...flags, '-o', 'json'], text)).stdout).distributions;
}

test('tells how many runs spread', async () => {
  expect(await simulate(['--scenario', 'canary-fails', '--error-rate', '0.05', '--rps', '20', '--runs', '100', '--seed', '5'])).toMatchInlineSnapshot(`
{
  "exitCode": 0,
  "stderr": "",
  "stdout": "eu/shop: 100 runs of canary-fails, seeds 5 to 104
            runs   share  95 % confidence  first seed
  promoted    52  52.0 %   42.3 to 61.5 %           5
  aborted     48  48.0 %   38.5 to 57.7 %           7

                               5 %  median  95 %
  time to abort                 2m      2m    2m
  requests to the new version  564     703   785
  of which failed               24      33    44
",
}
`);
});

test('each run is that of its seed alone', async () => {
  // GIVEN
  const flags = ['--scenario', 'canary-fails', '--error-rate', '0.05', '--rps', '20'];
  const single = async (seed: number) => JSON.parse((await simulate([...flags, '--seed', String(seed), '-o', 'json'])).stdout).timelines[0].outcome;

  // WHEN
  const [{ outcomes }] = await distributions([...flags, '--runs', '60', '--seed', '3']);

  // THEN
  const seeds = Array.from({ length: 60 }, (_, index) => 3 + index);
  const played = await Promise.all(seeds.map(single));
  expect(outcomes).toHaveLength(2);
  for (const { outcome, count, seed } of outcomes) {
    expect(count).toBe(played.filter((each) => each === outcome).length);
    expect(seed).toBe(seeds[played.indexOf(outcome)]);
  }
});

test('tells of each Rollout apart', async () => {
  const found = await distributions(['--scenario', 'healthy', '--runs', '3'], `${GUARDED}---\n${CART}`);
  expect(found.map(({ rollout, outcomes: [{ outcome, count }] }) => [rollout, outcome, count])).toEqual([['eu/shop', 'promoted', 3], ['eu/cart', 'promoted', 3]]);
});

test('expects the same of every run', async () => {
  const all = await simulate(['--scenario', 'canary-fails', '--error-rate', '0.2', '--runs', '5', '--expect', 'aborted']);
  expect([all.exitCode, all.stderr]).toEqual([0, '']);
  const none = await simulate(['--scenario', 'healthy', '--runs', '5', '--seed', '2', '--expect', 'aborted']);
  expect([none.exitCode, none.stderr]).toEqual([1, 'error: Rollout eu/shop must be aborted in all 5 runs, got promoted in 5, first with --seed 2: Completed all 2 canary steps\n']);
});

test('fails where a release cannot be played, and plays the others', async () => {
  const other = shop({ metric: { provider: { web: { url: 'http://a' } } } }).replaceAll('name: shop\n', 'name: cart\n').replaceAll('checks', 'others');
  const { exitCode, stderr, stdout } = await simulate(['--scenario', 'healthy', '--runs', '2', '-o', 'json'], `${other}---\n${GUARDED}`);
  expect([exitCode, stderr]).toEqual([2, 'error: Rollout eu/cart: metric \'checked\' is measured by web, and a scenario has only Prometheus\n']);
  expect(JSON.parse(stdout).distributions.map(({ rollout }: Distribution) => rollout)).toEqual(['eu/shop']);
});

test('fails where there is no Rollout', async () => {
  const { exitCode, stderr } = await simulate(['--scenario', 'healthy', '--runs', '2'], 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n');
  expect([exitCode, stderr]).toEqual([2, 'error: there is no Rollout in what was read; name the files that have one\n']);
});

test.each([
  [['--runs', '5'], '\'--runs\' must go with --scenario, got none; without traffic all runs are the same'],
  [['--runs', '0', '--scenario', 'healthy'], '\'--runs\' must be a whole number from 1 to 100000, got \'0\''],
  [['--runs', '1e3', '--scenario', 'healthy'], '\'--runs\' must be a whole number from 1 to 100000, got \'1e3\''],
  [['--runs', '100001', '--scenario', 'healthy'], '\'--runs\' must be a whole number from 1 to 100000, got \'100001\''],
  [['--runs', '5', '--scenario', 'healthy', '-o', 'tree'], '\'--runs\' must go with --output text or json, got tree; many runs have no single timeline'],
  [['--runs', '5', '--scenario', 'healthy', '-o', 'mermaid'], '\'--runs\' must go with --output text or json, got mermaid; many runs have no single timeline'],
  [['--runs', '5', '--scenario', 'healthy', '--at', '1m'], '\'--at\' must not go with --runs, got \'1m\'; many runs have no single timeline'],
  [['--runs', '5', '--scenario', 'healthy', '--seed', '9007199254740990'], '\'--seed\' must leave room for 5 runs, got \'9007199254740990\'; each run has the next seed'],
])('fails for %j', async (flags, message) => {
  expect(await simulate(flags)).toEqual({ exitCode: 2, stdout: '', stderr: `error: ${message}\n` });
});
