import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './memory-io';

const ARTICLE = readFileSync(join(__dirname, '..', '..', 'dist', '02-the-article', 'rpc-server.k8s.yaml'), 'utf-8');

function rollout(strategy: object, name = 'shop'): string {
  const spec = { replicas: 4, strategy };
  return `${JSON.stringify({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name, namespace: 'eu' }, spec })}\n`;
}

const ISTIO = { trafficRouting: { istio: { virtualService: { name: 'shop' } } } };
const CANARY = { canary: { ...ISTIO, stableService: 'stable', canaryService: 'canary', steps: [{ setWeight: 25 }, { pause: { duration: '1m' } }] } };
const SHOP = rollout(CANARY);

async function simulate(...flags: string[]) {
  return run(['simulate', 'a.yaml', ...flags], { files: { 'a.yaml': SHOP } });
}

test('tells what happens when', async () => {
  expect(await simulate('--pod-startup', '15')).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: `eu/shop: promoted at 1m30s: Completed all 2 canary steps
     0s  step 1 of 2: setWeight: 25
         revision 2: 0 of 1 pods are available
    15s  revision 2: 1 of 1 pods are available
         canaryService is revision 2
         weight 25 % canary, 75 % stable
         step 2 of 2: pause: 1m
         pause of 1m (CanaryPauseStep)
  1m15s  pause ends (CanaryPauseStep)
         all 2 steps are done
         revision 2: 1 of 4 pods are available
  1m30s  revision 2: 4 of 4 pods are available
         weight 100 % canary, 0 % stable
         revision 2 is the stable one: Completed all 2 canary steps
         stableService is revision 2
         weight 0 % canary, 100 % stable
     2m  revision 1 has no pods
`,
  });
});

test('writes JSON with a timeline for each Rollout', async () => {
  // WHEN
  const { stdout } = await run(['simulate', '-', '-o', 'json'], { stdin: `${SHOP}---\n${rollout(CANARY, 'cart')}` });

  // THEN
  const { timelines } = JSON.parse(stdout);
  expect(timelines.map(({ rollout: name, outcome, endsAt }: Record<string, unknown>) => [name, outcome, endsAt])).toEqual([['eu/shop', 'promoted', 60], ['eu/cart', 'promoted', 60]]);
  expect(Object.keys(timelines[0])).toEqual(['rollout', 'outcome', 'endsAt', 'reason', 'events', 'measurements']);
});

test.each([
  ['waits at a pause without an end', [], 'paused', 0],
  ['goes on when somebody comes by', ['--promote-after', '30s'], 'promoted', 60],
  ['is given up by somebody', ['--act', 'abort@20s', '--promote-after', '1h'], 'aborted', 20],
  ['never gets its pods', ['--pod-startup', 'never', '--limit', '15m'], 'stuck', 900],
  ['is the first', ['--first'], 'promoted', 0],
])('the article\'s release %s', async (_, flags, outcome, endsAt) => {
  const { stdout, exitCode } = await run(['simulate', '-', '-o', 'json', ...flags], { stdin: ARTICLE });
  expect(JSON.parse(stdout).timelines).toMatchObject([{ rollout: 'default/rpc-server', outcome, endsAt }]);
  expect(exitCode).toBe(0);
});

test.each([
  ['ok', ['Successful']],
  ['fail', ['Failed']],
  ['success-rate=fail', ['Failed']],
  ['other=fail', ['Successful']],
  ['fail,ok@5s', ['Successful']],
  ['empty', ['Error', 'Error', 'Error', 'Error']],
])('measures %s', async (measure, phases) => {
  const { stdout } = await run(['simulate', '-', '-o', 'json', '--promote-after', '10s', '--measure', measure], { stdin: ARTICLE });
  expect(JSON.parse(stdout).timelines[0].measurements.map(({ phase }: { phase: string }) => phase)).toEqual(phases);
});

test('releases other versions, and goes back to one that was there', async () => {
  const { stdout } = await simulate('-o', 'json', '--act', 'release@5m', '--act', 'release:v2@10m');
  const promotions = JSON.parse(stdout).timelines[0].events.filter(({ kind }: { kind: string }) => kind === 'promote');
  expect(promotions.map(({ at, revision }: Record<string, number>) => [at, revision])).toEqual([[60, 2], [360, 3], [660, 4]]);
});

test('shows the status tree at a time, as kubectl does', async () => {
  const { stdout } = await run(['simulate', '-', '-o', 'tree', '--pod-startup', '5', '--promote-after', '30', '--at', '40s', '--measure', 'error'], { stdin: ARTICLE });
  expect(stdout).toBe(`Name:            rpc-server
Namespace:       default
Status:          ◌ Progressing
Message:         more replicas need to be updated
Strategy:        Canary
  Step:          2/5
  SetWeight:     50
  ActualWeight:  20
Replicas:
  Desired:       3
  Current:       5
  Updated:       2
  Ready:         4
  Available:     4

NAME                       KIND         STATUS               AGE  INFO
⟳ rpc-server               Rollout      ◌ Progressing
├──# revision:2
│  ├──⧉ rpc-server-2       ReplicaSet   ◌ Progressing        40s  canary
│  │  ├──□ rpc-server-2-1  Pod          ✔ Running            40s  ready:1/1
│  │  └──□ rpc-server-2-2  Pod          ◌ ContainerCreating  1s   ready:0/1
│  └──α rpc-server-2       AnalysisRun  ◌ Running            1s   ⚠ 1
└──# revision:1
   └──⧉ rpc-server-1       ReplicaSet   ✔ Healthy                 stable
      ├──□ rpc-server-1-1  Pod          ✔ Running                 ready:1/1
      ├──□ rpc-server-1-2  Pod          ✔ Running                 ready:1/1
      └──□ rpc-server-1-3  Pod          ✔ Running                 ready:1/1
`);
});

test.each([
  [['--act', 'abort@20s'], '◌', 10, 'Paused'],
  [['--act', 'abort@20s'], '✖', 30, 'Degraded'],
  [['--act', 'abort@20s', '--act', 'retry@40s'], '॥', 50, 'Paused'],
  [[], '✔', 61, 'Healthy'],
])('with %j the status tree begins with a %s at %d s', async (flags, _, at, status) => {
  expect((await simulate('-o', 'tree', '--at', String(at), ...flags)).stdout).toContain(` ${status}\n`);
});

test('draws a graph with times', async () => {
  expect((await simulate('-o', 'mermaid')).stdout).toBe(`graph TD
  %% eu/shop
  n0["100% Stable, 0% Canary"]
  n0 -->|0s| n1["setWeight 25<br>75% Stable, 25% Canary"]
  n1 -->|0s| n2["Wait 1m"]
  n2 -->|1m| n3["setWeight 100<br>0% Stable, 100% Canary"]
  n3 -->|1m| n4["Promote<br>Completed all 2 canary steps"]
  n4 -->|1m| n5["setWeight 0<br>100% Stable, 0% Canary"]
  n5 -->|1m| n6["Rollout promoted"]
`);
});

test('warns about a version that was never recorded', async () => {
  const { exitCode, stderr } = await simulate('--target', 'argo-rollouts=1.8');
  expect([exitCode, stderr]).toEqual([0, 'warning: Argo Rollouts 1.8 is simulated from its code and was held against no recording\n']);
});

test.each([
  [{ blueGreen: { activeService: 'a' } }, 'blueGreen is not simulated, only canary with Istio'],
  [{ canary: { trafficRouting: { nginx: { stableIngress: 'a' } } } }, 'trafficRouting.nginx is not simulated, only istio'],
  [{ canary: { trafficRouting: { plugins: { 'acme/router': {} } } } }, 'trafficRouting.plugins is not simulated, only istio'],
  [{ canary: {} }, 'a canary without trafficRouting.istio is not simulated: its traffic follows its pods'],
  [{ canary: { ...ISTIO, pingPong: { pingService: 'a', pongService: 'b' } } }, 'pingPong is not simulated'],
  [{}, 'it has no canary strategy'],
  [{ canary: { ...ISTIO, analysis: { templates: [{ templateName: 'checks' }] } } }, 'AnalysisTemplate \'checks\' is not among the manifests'],
])('fails to simulate %j, and simulates the rest', async (strategy, message) => {
  // WHEN
  const { exitCode, stdout, stderr } = await run(['simulate', '-', '-o', 'json'], { stdin: `${rollout(strategy, 'other')}---\n${SHOP}` });

  // THEN
  expect([exitCode, stderr]).toEqual([2, `error: Rollout eu/other: ${message}\n`]);
  expect(JSON.parse(stdout).timelines).toMatchObject([{ rollout: 'eu/shop' }]);
});

test('fails where there is no Rollout', async () => {
  const { exitCode, stderr } = await run(['simulate', '-'], { stdin: '{apiVersion: v1, kind: ConfigMap, metadata: {name: shop}}' });
  expect([exitCode, stderr]).toEqual([2, 'error: there is no Rollout in what was read; name the files that have one\n']);
});

test('fails with what cannot be read, and simulates the rest', async () => {
  const { exitCode, stdout, stderr } = await run(['simulate', 'a.yaml', 'b.yaml'], { files: { 'a.yaml': SHOP } });
  expect(exitCode).toBe(2);
  expect(stdout).toContain('eu/shop: promoted at 1m');
  expect(stderr).toMatch(/^error: b\.yaml:1:1: cannot be read: there is no such file or folder; /);
});

test.each([
  [['--measure', 'good'], '\'--measure\' must be ok, fail, error, empty, with times where it changes such as ok,fail@2m, got \'good\''],
  [['--measure', 'ok,fail@soon'], '\'--measure\' must be ok, fail, error, empty, with times where it changes such as ok,fail@2m, got \'ok,fail@soon\''],
  [['--act', 'stop@3m'], '\'--act\' must be one of promote, promote-full, abort, retry, undo, release, lose-pod with its time such as abort@2m, got \'stop@3m\''],
  [['--act', 'abort:v1@3m'], '\'--act\' must be one of promote, promote-full, abort, retry, undo, release, lose-pod with its time such as abort@2m, got \'abort:v1@3m\''],
  [['--act', 'abort'], '\'--act\' must be one of promote, promote-full, abort, retry, undo, release, lose-pod with its time such as abort@2m, got \'abort\''],
  [['--promote-after', '1d'], '\'--promote-after\' must be a duration such as 90s, 2m or 1h30m, got \'1d\'; at most ten years'],
  [['--pod-startup=-5s'], '\'--pod-startup\' must be a duration such as 90s, 2m or 1h30m, got \'-5s\'; at most ten years'],
  [['--target', 'argo-rollouts=1.6'], '\'--target\' must be argo-rollouts with 1.7, 1.8, 1.9, 1.10, got \'argo-rollouts=1.6\'; no other version is known'],
])('fails for %j', async (flags, message) => {
  expect(await simulate(...flags)).toEqual({ exitCode: 2, stdout: '', stderr: `error: ${message}\n` });
});
