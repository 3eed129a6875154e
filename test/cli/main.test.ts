import { run } from './memory-io';

const OBJECT = '{apiVersion: v1, kind: ConfigMap, metadata: {name: shop}}';

test('prints help to stdout where it is asked for', async () => {
  const { exitCode, stdout, stderr } = await run(['--help']);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/validate \[options\] <file\.\.\.> +say what the API server, Argo Rollouts and/);
  expect(stdout).toContain('query [options] <query>  ');
});

test.each(['validate', 'query'])('explains %s with examples and exit codes', async (command) => {
  const { exitCode, stdout } = await run([command, '--help']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatchSnapshot();
});

test('prints its version', async () => {
  expect(await run(['--version'])).toEqual({ exitCode: 0, stdout: '1.2.3\n', stderr: '' });
});

test.each<[string[], string]>([
  [['validate'], 'error: missing required argument \'file\''],
  [['validat', 'a.yaml'], 'error: unknown command \'validat\'\n(Did you mean validate?)'],
  [['validate', '--complet', 'a.yaml'], 'error: unknown option \'--complet\'\n(Did you mean --complete?)'],
  [['validate', 'a.yaml', '-o', 'xml'], 'error: option \'-o, --output <format>\' argument \'xml\' is invalid. Allowed choices are text, json, sarif, junit.'],
  [['validate', 'a.yaml', '--ignore', 'SC1234'], 'error: \'--ignore\' must name codes of findings such as SC0603, got \'SC1234\'; docs/rules.md lists them'],
  [['validate', 'a.yaml', '--target', 'istio=1.29'], 'error: \'--target\' must be one of argo-rollouts=1.9, istio=1.30, kubernetes=1.37, got \'istio=1.29\'; these checks are made for no other version'],
  [['validate', 'a.yaml', '--target', 'constructor=1.9'], 'error: \'--target\' must be one of argo-rollouts=1.9, istio=1.30, kubernetes=1.37, got \'constructor=1.9\'; these checks are made for no other version'],
  [['validate', 'a.yaml', '--rps', '0'], 'error: \'--rps\' must be a number above 0 and at most 1000000, got \'0\''],
  [['validate', 'a.yaml', '--rps', 'many'], 'error: \'--rps\' must be a number above 0 and at most 1000000, got \'many\''],
  [['validate', 'a.yaml', '--pod-startup', 'never'], 'error: \'--pod-startup\' must be a duration such as 90s or 2m, at most 24h, got \'never\''],
  [['validate', 'a.yaml', '--pod-startup', '25h'], 'error: \'--pod-startup\' must be a duration such as 90s or 2m, at most 24h, got \'25h\''],
  [['validate', 'a.yaml', '--scrape-interval', '0'], 'error: \'--scrape-interval\' must be a duration in whole seconds, from 1s to 1h, got \'0\''],
  [['validate', 'a.yaml', '--protocol', 'GRPC'], 'error: \'--protocol\' must be http or grpc, got \'GRPC\''],
  [['validate', 'a.yaml', '--config', 'none.yaml'], 'error: \'--config\' must name a file that can be read, got \'none.yaml\''],
])('fails for %j with a sentence on stderr', async (argv, message) => {
  const { exitCode, stdout, stderr } = await run(argv, { files: { 'a.yaml': 'kind: x' } });
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr.startsWith(`${message}\n`)).toBe(true);
});

test('fails without a command, and says what there is', async () => {
  const { exitCode, stdout, stderr } = await run([]);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Usage: smart-canary [options] [command]');
});

test.each(['istio=1.30', 'istio=v1.30.2', 'argo-rollouts=1.9.1', 'kubernetes=1.37'])('takes --target %s', async (target) => {
  expect((await run(['validate', '-', '--target', target], { stdin: OBJECT })).exitCode).toBe(0);
});

test.each([
  ['- a', 'smart-canary.yaml:1:1: a configuration must be a mapping with \'accept\' or \'assume\''],
  ['acept: []', 'smart-canary.yaml:1:8: \'acept\' is not known; there are \'accept\' and \'assume\''],
  ['accept: SC0001', 'smart-canary.yaml:1:9: \'accept\' must be a list'],
  ['accept:\n- SC0001', 'smart-canary.yaml:2:3: \'accept\' must hold mappings with \'code\' and \'reason\''],
  ['accept:\n- {code: 1}', 'smart-canary.yaml:2:10: \'code\' must be text'],
  ['accept:\n- {why: x}', 'smart-canary.yaml:2:9: \'why\' is not known; there are \'code\', \'resource\', \'reason\''],
  ['assume: grpc', 'smart-canary.yaml:1:9: \'assume\' must be a list'],
  ['assume: [grpc]', 'smart-canary.yaml:1:10: \'assume\' must hold mappings with what is assumed'],
  ['assume:\n- {rps: 5}', 'smart-canary.yaml:2:9: \'rps\' is not known; there are \'resource\', \'requestsPerSecond\', \'podStartup\', \'scrapeInterval\', \'protocol\''],
  ['assume:\n- {resource: 1, protocol: grpc}', 'smart-canary.yaml:2:14: \'resource\' must be text'],
  ['assume:\n- {resource: Rollout/a}',
    'smart-canary.yaml:2:3: \'assume\' must say something; there are \'requestsPerSecond\', \'podStartup\', \'scrapeInterval\' and \'protocol\''],
  ['assume:\n- {requestsPerSecond: 0}', 'smart-canary.yaml:2:23: \'requestsPerSecond\' must be a number above 0 and at most 1000000, got 0'],
  ['assume:\n- {podStartup: -1s}', 'smart-canary.yaml:2:16: \'podStartup\' must be a duration such as 90s or 2m, at most 24h, got "-1s"'],
  ['assume:\n- {scrapeInterval: 500ms}', 'smart-canary.yaml:2:20: \'scrapeInterval\' must be a duration in whole seconds, from 1s to 1h, got "500ms"'],
  ['assume:\n- {protocol: tcp}', 'smart-canary.yaml:2:14: \'protocol\' must be http or grpc, got "tcp"'],
  ['accept: [', 'smart-canary.yaml:1:9: invalid YAML: a bracket is opened and not closed before this place; '
    + 'close it, or indent what is in it more than the line that it begins on'],
])('fails for the configuration %j', async (text, message) => {
  const { exitCode, stdout, stderr } = await run(['validate', '-'], { files: { 'smart-canary.yaml': text } });
  expect([exitCode, stdout, stderr]).toEqual([2, '', `error: ${message}\n`]);
});

test('fails for a configuration that is too large', async () => {
  const { exitCode, stderr } = await run(['validate', '-'], { files: { 'smart-canary.yaml': '---\n'.repeat(300_000) } });
  expect([exitCode, stderr]).toEqual([2, 'error: \'--config\' must name a file of at most 1 MiB, got \'smart-canary.yaml\'\n']);
});

test.each(['', '---\n'.repeat(90_000), '# nothing', 'accept:', 'assume:', '{}'])('takes the configuration %.20j', async (text) => {
  expect((await run(['validate', '-'], { files: { 'smart-canary.yaml': text }, stdin: OBJECT })).exitCode).toBe(0);
});
