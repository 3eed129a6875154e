import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './memory-io';
import { shop, type ShopOptions } from '../simulation/loop';

const ROOT = join(__dirname, '..', '..');
const QUERY = 'round((sum(rate(istio_requests_total{rollout_hash="{{args.hash}}",response_code!~"5.*"}[1m])) or vector(0))'
  + ' / sum(rate(istio_requests_total{rollout_hash="{{args.hash}}"}[1m])), 0.01)';
const GUARDED: ShopOptions = { query: QUERY, condition: 'result[0] >= 0.95', telemetry: 'rollout_hash', steps: [{ setWeight: 25 }, { pause: { duration: '3m' } }] };
const SCENARIOS = `scenarios:
  - {name: slow burn, scenario: canary-fails, error-rate: 0.1, from: 30s, expect: aborted}
  - {name: fine, scenario: healthy, rps: "10,20@1m", promote-after: 2m, act: promote@1m}
`;

async function simulate(flags: readonly string[], options: ShopOptions = GUARDED, more: Record<string, string> = {}) {
  return run(['simulate', 'a.yaml', ...flags], { files: { 'a.yaml': shop(options), 's.yaml': SCENARIOS, ...more } });
}

function committed(path: string): string {
  return readFileSync(join(ROOT, path), 'utf-8');
}

// Every row was gone through by hand: see docs/scenarios.md for what the article's guard misses.
test('plays the article\'s bundle in every scenario', async () => {
  const names = ['dist/02-the-article/rpc-server.k8s.yaml', 'e2e/fixtures/02-the-article/assumed.yaml'];
  const { exitCode, stdout, stderr } = await run(['simulate', ...names, '--matrix'], { files: Object.fromEntries(names.map((name) => [name, committed(name)])) });
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toBe(committed('test/fixtures/matrix/the-article.txt'));
});

test('has one row a scenario where nobody is waited for, and fits 100 columns', async () => {
  const { stdout } = await simulate(['--matrix']);
  const lines = stdout.split('\n');
  expect(lines.slice(0, 5)).toEqual([
    'eu/shop',
    '   scenario              operator  outcome      at  failed  requests  why',
    '   healthy               -         promoted     3m       0      2250  checked 1',
    '   canary-fails          -         aborted      2m    1500      1500  checked: 1 failed',
    '   canary-fails 0.2      -         aborted      2m     300      1500  checked: 1 failed',
  ]);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
});

test('cuts off what does not fit, and makes control characters visible', async () => {
  const name = `a\u001b[31m${'very '.repeat(30)}long name`;
  const { stdout } = await simulate(['--matrix'], { ...GUARDED, metric: { name } });
  expect(stdout).not.toContain('\u001b');
  const widths = stdout.split('\n').map((line) => [...line].length);
  expect(Math.max(...widths)).toBe(100);
});

test('colours only on a terminal', async () => {
  const machine = { files: { 'a.yaml': shop({ ...GUARDED, query: 'vector(1)' }) } };
  const flags = ['simulate', 'a.yaml', '--matrix'];
  const colored = await run(flags, { ...machine, terminal: true });
  const plain = await run(flags, machine);
  expect(colored.stdout).toContain('\u001b[31m✖  canary-fails ');
  // eslint-disable-next-line no-control-regex
  expect(colored.stdout.replace(/\u001b\[\d+m/g, '')).toBe(plain.stdout);
});

test('writes all of it as JSON', async () => {
  const { stdout } = await simulate(['--matrix', '-o', 'json'], { ...GUARDED, steps: [{ setWeight: 25 }, { pause: {} }] });
  const { matrices: [{ rollout, rows }] } = JSON.parse(stdout);
  expect([rollout, rows.length]).toEqual(['eu/shop', 39]);
  expect(rows[4]).toEqual({
    scenario: 'canary-fails',
    situation: { name: 'canary-fails' },
    operator: { promoteAfter: 600 },
    outcome: 'aborted',
    endsAt: 120,
    reason: 'Background analysis phase error/failed: Metric "checked" assessed Failed due to failed (1) > failureLimit (0)',
    exposure: { requests: 1500, failed: 1500 },
    measurements: [{ metric: 'checked', at: 120, phase: 'Failed', value: '[0]' }],
  });
  expect(rows[5].operator).toEqual({ promoteAfter: null });
});

test('changes all scenarios that it means anything to', async () => {
  const { stdout } = await simulate(['--matrix', '-o', 'json', '--rps', '10,20@1m', '--stable-error-rate', '0.5', '--promote-after', '0', '--seed', '3']);
  const situations = JSON.parse(stdout).matrices[0].rows.map(({ situation }: { situation: object }) => situation);
  expect(situations[0]).toEqual({ name: 'healthy', requestsPerSecond: 10, requestChanges: [{ at: 60, requestsPerSecond: 20 }], stableErrorRate: 0.5, seed: 3 });
  expect(situations.slice(9, 11)).toEqual([{ name: 'no-traffic', stableErrorRate: 0.5, seed: 3 }, { name: 'low-traffic', stableErrorRate: 0.5, seed: 3 }]);
});

test('whoever comes by for a pause that is over goes again', async () => {
  const steps = [{ setWeight: 25 }, { pause: {} }, { setWeight: 50 }, { pause: { duration: '3m' } }];
  const { stdout } = await simulate(['--scenario', 'healthy', '--promote-after', '2m', '--act', 'promote@1m'], { ...GUARDED, steps });
  expect(stdout).toContain('eu/shop: promoted at 4m: ');
});

test('lets somebody promote after another time', async () => {
  const options = { ...GUARDED, steps: [{ setWeight: 25 }, { pause: {} }] };
  const operators = async (time: string) => {
    const { rows } = JSON.parse((await simulate(['--matrix', '-o', 'json', '--promote-after', time], options)).stdout).matrices[0];
    return rows.slice(0, 3).map(({ operator }: { operator: { promoteAfter: number | null } }) => operator.promoteAfter);
  };
  expect(await operators('90s')).toEqual([0, 90, null]);
  expect(await operators('0')).toEqual([0, null, 0]);
});

test('plays all scenarios of a file, each with what it says', async () => {
  const { exitCode, stdout, stderr } = await simulate(['--matrix', '--scenario-file', 's.yaml'], { ...GUARDED, steps: [{ setWeight: 25 }, { pause: {} }, { setWeight: 50 }, { pause: { duration: '3m' } }] });
  expect(stdout).toBe(`eu/shop
  scenario   operator   outcome   at  failed  requests  why
  slow burn  at once    aborted   2m     225      3000  checked: 1 failed
             after 10m  aborted   2m     113      1500  checked: 1 failed
             never      aborted   2m     113      1500  checked: 1 failed
  fine       after 2m   promoted  4m       0      1950  checked 1
`);
  expect([exitCode, stderr]).toEqual([0, '']);
});

test('fails where a scenario of a file does not end as it says', async () => {
  const { exitCode, stderr } = await simulate(['--matrix', '--scenario-file', 's.yaml'], { ...GUARDED, query: 'vector(1)' });
  expect([exitCode, stderr]).toEqual([1, 'error: Rollout eu/shop must be aborted in \'slow burn\', got promoted: Completed all 2 canary steps\n']);
});

test('names who promoted where a scenario does not end as its file says', async () => {
  const { stderr } = await simulate(['--matrix', '--scenario-file', 's.yaml', '--limit', '5m'], { query: 'vector(1)', steps: [{ setWeight: 25 }, { pause: {} }] });
  expect(stderr.split('\n')).toContain('error: Rollout eu/shop must be aborted in \'slow burn\' (promoted after 10m), got paused: it waits for somebody at step 2 of 2 (pause): 1 of 1 pods of the new version are available');
});

test('plays one scenario of a file by its name', async () => {
  const { exitCode, stdout } = await simulate(['--scenario-file', 's.yaml', '--scenario', 'slow burn']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('eu/shop: aborted at 2m: ');
  expect(stdout).toContain('  the new version had 1500 requests, of which 113 failed\n');
});

test('expects of one scenario of a file what it says', async () => {
  const { exitCode, stderr } = await simulate(['--scenario-file', 's.yaml', '--scenario', 'slow burn'], { ...GUARDED, query: 'vector(1)' });
  expect([exitCode, stderr]).toEqual([1, 'error: Rollout eu/shop must be aborted, got promoted: Completed all 2 canary steps\n']);
});

test('plays the scenarios of the documentation', async () => {
  const names = ['dist/03-grpc-service/rpc-server.k8s.yaml', 'docs/scenarios.yaml'];
  const { exitCode, stdout, stderr } = await run(['simulate', names[0], '--matrix', '--scenario-file', names[1]], { files: Object.fromEntries(names.map((name) => [name, committed(name)])) });
  expect([exitCode, stderr]).toEqual([0, '']);
  const [, table] = /^```console\n\$ smart-canary simulate dist\/03-grpc-service --matrix --scenario-file docs\/scenarios.yaml\n([^]*?)^```$/m.exec(committed('docs/scenarios.md'))!;
  expect(stdout).toBe(table);
});

test('a matrix refuses what cannot be played, and plays the rest', async () => {
  const { exitCode, stdout, stderr } = await run(['simulate', 'a.yaml', 'b.yaml', 'c.yaml', '--matrix'], {
    files: { 'a.yaml': shop(GUARDED), 'b.yaml': shop({ metric: { provider: { web: { url: 'http://a' } } } }).replaceAll('namespace: eu', 'namespace: us') },
  });
  expect(exitCode).toBe(2);
  expect(stdout.split('\n')[0]).toBe('eu/shop');
  expect(stderr).toContain('error: Rollout us/shop: metric \'checked\' is measured by web, and a scenario has only Prometheus\n');
  expect(stderr).toContain('error: c.yaml:1:1: cannot be read: there is no such file or folder; ');
});

test.each([
  [['--matrix', '--scenario', 'healthy'], '\'--scenario\' must not go with --matrix, got \'healthy\'; it plays all of them'],
  [['--matrix', '--expect', 'aborted'], '\'--expect\' must not go with --matrix, got \'aborted\'; scenarios end differently, and each of a --scenario-file may have its own'],
  [['--matrix', '-o', 'tree'], '\'--output\' must be text or json with --matrix, got \'tree\'; it is one table, and no timeline'],
  [['--matrix', '--at', '2m'], '\'--at\' must not go with --matrix, got \'2m\'; it is the time of --output tree'],
  [['--matrix', '--error-rate', '0.5'], '\'--error-rate\' must not go with --matrix, got \'0.5\'; its scenarios have their own, and a --scenario-file may have others'],
  [['--matrix', '--from', '1m'], '\'--from\' must not go with --matrix, got \'1m\'; its scenarios have their own, and a --scenario-file may have others'],
  [['--matrix', '--measure', 'ok'], '\'--measure\' must not go with --matrix, got \'ok\'; metrics measure the traffic'],
  [['--matrix', '--first'], '\'--first\' must not go with --matrix, got both; a first revision has nothing that is analysed'],
  [['--matrix', '--act', 'undo@1m'], '\'--act\' must not release another version with --matrix, got \'undo@1m\'; second-deploy is the scenario that does'],
  [['--matrix', '--scenario-file', 's.yaml', '--rps', '5'], '\'--rps\' must not go with --scenario-file, got \'5\'; write it into the scenario'],
  [['--scenario-file', 's.yaml', '--scenario', 'fine', '--from', '5'], '\'--from\' must not go with --scenario-file, got \'5\'; write it into the scenario'],
  [['--scenario-file', 's.yaml'], '\'--scenario-file\' must go with --scenario or --matrix, got \'s.yaml\' alone; name one of its scenarios, or play all'],
  [['--scenario-file', 's.yaml', '--scenario', 'slow'], '\'--scenario\' must be one of the file\'s, slow burn, fine, got \'slow\'; it has no other'],
  [['--scenario-file', 's.yaml', '--scenario', 'slow bum'], '\'--scenario\' must be one of the file\'s, slow burn, fine, got \'slow bum\'; write \'slow burn\', if that is what is meant'],
  [['--scenario-file', 's.yaml', '--scenario', 'slow burn', '--expect', 'aborted'], '\'--expect\' must not go with scenario \'slow burn\', which has one of its own; remove one of them'],
  [['--scenario-file', 's.yaml', '--scenario', 'fine', '--promote-after', '1m'], '\'--promote-after\' must not go with scenario \'fine\', which has one of its own; remove one of them'],
  [['--scenario-file', 'none.yaml', '--matrix'], '\'--scenario-file\' must name a file that can be read, got \'none.yaml\''],
])('fails for %j', async (flags, message) => {
  expect(await simulate(flags)).toEqual({ exitCode: 2, stdout: '', stderr: `error: ${message}\n` });
});

const KEYS = '\'name\', \'scenario\', \'rps\', \'error-rate\', \'stable-error-rate\', \'from\', \'at-weight\', \'crash-after\', \'failing\', \'scrape-interval\', \'seed\', \'promote-after\', \'pod-startup\', \'act\', \'expect\'';

test.each<[string, string, string]>([
  ['nothing', '', '1:1: a scenario file must be a mapping with \'scenarios\', got null; begin it with \'scenarios:\''],
  ['a list', '- a', '1:1: a scenario file must be a mapping with \'scenarios\', got a list; begin it with \'scenarios:\''],
  ['another key', 'scenario: []', '1:11: \'scenario\' is not known, there is only \'scenarios\'; remove it'],
  ['no scenario', 'scenarios: []', '1:12: \'scenarios\' must be a list of at least one scenario, got an empty list; each has a \'name\' and a \'scenario\''],
  ['a scenario that is text', 'scenarios: [healthy]', '1:13: a scenario must be a mapping with \'name\' and \'scenario\', got "healthy"; write each of its fields on a line'],
  ['a field that is misspelt', 'scenarios:\n- name: a\n  scenario: healthy\n  errorrate: 1', '4:14: \'errorrate\' is not known; write \'error-rate\', if that is what is meant'],
  ['a field that nobody knows', 'scenarios:\n- name: a\n  weather: 1', `3:12: 'weather' is not known; there are ${KEYS}`],
  ['a field of every object', 'scenarios:\n- name: a\n  constructor: 1', `3:16: 'constructor' is not known; there are ${KEYS}`],
  ['no name', 'scenarios:\n- scenario: healthy', '2:3: \'name\' must be at most 40 letters, digits, spaces, \'.\', \'_\' and \'-\', got none; tables show it'],
  ['a name that is a number', 'scenarios:\n- name: 5', '2:9: \'name\' must be at most 40 letters, digits, spaces, \'.\', \'_\' and \'-\', got 5; tables show it'],
  ['a name with a line break', 'scenarios:\n- name: "a\\nb"', '2:9: \'name\' must be at most 40 letters, digits, spaces, \'.\', \'_\' and \'-\', got "a\\nb"; tables show it'],
  ['a name twice', 'scenarios:\n- {name: a, scenario: healthy}\n- {name: a, scenario: healthy}', '3:10: \'name\' must be there once, got \'a\' again; rename one of them'],
  ['no scenario in a scenario', 'scenarios:\n- name: a', '2:3: \'scenario\' must be there, got none; it is one of the names that --scenario takes'],
  ['a list for a number', 'scenarios:\n- {name: a, scenario: healthy, rps: [5]}', '2:37: \'rps\' must be text or a number, got a list; write it as on the command line'],
  ['a truth for a number', 'scenarios:\n- {name: a, scenario: healthy, seed: true}', '2:38: \'seed\' must be text or a number, got true; write it as on the command line'],
  ['a number for an action', 'scenarios:\n- {name: a, scenario: healthy, act: [abort@2m, 5]}', '2:37: \'act\' must be text or a list of it, got 5; such as abort@2m'],
  ['another expectation', 'scenarios:\n- {name: a, scenario: healthy, expect: good}', '2:40: \'expect\' must be one of aborted, promoted, got \'good\'; leave it out where either will do'],
  ['a share above 1', 'scenarios:\n- name: a\n  scenario: canary-fails\n  error-rate: 5', '4:15: \'error-rate\' must be a number from 0 to 1, got \'5\'; 5 % is 0.05'],
  ['a time that is none', 'scenarios:\n- name: a\n  scenario: healthy\n  promote-after: soon', '4:18: \'promote-after\' must be a duration such as 90s, 2m or 1h30m, got \'soon\'; at most ten years'],
  ['an unknown scenario', 'scenarios:\n- name: a\n  scenario: sunny', '3:13: \'scenario\' must be one of healthy, canary-fails, canary-slow, canary-crashloops, fails-only-at-weight, second-deploy, error-spike, no-traffic, low-traffic, never-ready, prometheus-down, got \'sunny\'; no other is known'],
  ['what changes nothing', 'scenarios:\n- name: a\n  scenario: healthy\n  at-weight: 5', '4:14: \'at-weight\' must go with scenario fails-only-at-weight, got healthy; it would change nothing'],
  ['another release', 'scenarios:\n- name: a\n  scenario: healthy\n  act: release@5m', '4:8: \'act\' must not release another version with --scenario, got \'release@5m\'; second-deploy is the scenario that does'],
  ['YAML that is none', 'scenarios: [', '1:12: invalid YAML: a bracket is opened and not closed before this place; close it, or indent what is in it more than the line that it begins on'],
  ['two documents', 'scenarios: []\n---\nscenarios: []', '3:1: the file must hold one document, got another one; put them into one'],
])('fails for a scenario file with %s at its place', async (_, text, message) => {
  expect(await simulate(['--matrix', '--scenario-file', 'bad.yaml'], GUARDED, { 'bad.yaml': text })).toEqual({ exitCode: 2, stdout: '', stderr: `error: bad.yaml:${message}\n` });
});
