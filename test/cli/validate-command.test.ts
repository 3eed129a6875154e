import { run } from './memory-io';

const GOOD = '{apiVersion: v1, kind: ConfigMap, metadata: {name: shop}}\n';
const BAD = '{apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {ports: [{port: 80, protocol: HTTP}]}}\n';
const ROLLOUT = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}, strategy: {canary: {}}}
`;
const UNUSED = `# smart-canary-accept: SC0603 why\n${GOOD}`;

/** Codes and files of the findings in the JSON report. */
function told(stdout: string): string[] {
  return JSON.parse(stdout).findings.map(({ code, file }: { code: string; file: string }) => `${code} ${file}`);
}

test('exits with 0 where nothing is found, and tells how much was looked at', async () => {
  expect(await run(['validate', 'a.yaml'], { files: { 'a.yaml': GOOD } })).toEqual({ exitCode: 0, stdout: 'nothing found in 1 object of 1 file\n', stderr: '' });
});

test('fails with 1 where there is an error, and shows the line', async () => {
  expect(await run(['validate', 'a.yaml'], { files: { 'a.yaml': BAD } })).toEqual({
    exitCode: 1,
    stderr: '',
    stdout: `error SC0009 unsupported-value: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"
  a.yaml:1:93  Service/shop spec.ports[0].protocol
  1 | {apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {ports: [{port: 80, protocol: HTTP}]}}
    | ${' '.repeat(92)}^^^^
  fix: use one of the values that are supported

1 error in 1 object of 1 file
`,
  });
});

test.each<[string[], number]>([
  [[], 0], [['--fail-on', 'error'], 0], [['--fail-on', 'warning'], 1], [['--fail-on', 'info'], 1], [['--fail-on', 'never'], 0],
])('exits for a warning with %j by %d', async (flags, expected) => {
  expect((await run(['validate', 'a.yaml', ...flags], { files: { 'a.yaml': UNUSED } })).exitCode).toBe(expected);
});

test('never fails for findings with --fail-on never', async () => {
  expect((await run(['validate', 'a.yaml', '--fail-on', 'never'], { files: { 'a.yaml': BAD } })).exitCode).toBe(0);
});

test('leaves out what is ignored', async () => {
  const { exitCode, stdout } = await run(['validate', '-', '-o', 'json', '--ignore', 'SC0009, SC0014', '--ignore', 'SC0097'], { stdin: `${BAD}---\n${UNUSED}` });
  expect([exitCode, told(stdout)]).toEqual([0, []]);
});

test('says what is missing with --complete only, in the namespace that is given', async () => {
  const files = { 'a.yaml': ROLLOUT };
  expect((await run(['validate', 'a.yaml'], { files })).exitCode).toBe(0);
  const { exitCode, stdout } = await run(['validate', 'a.yaml', '--complete', '--namespace', 'eu', '-o', 'json'], { files });
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).findings).toMatchObject([{ resource: 'Rollout/eu/shop', message: 'there is no Deployment \'shop\' in namespace \'eu\'' }]);
});

test.each(['json', 'sarif'])('writes %s that can be parsed, and nothing else, to stdout', async (format) => {
  const { stdout, stderr } = await run(['validate', 'a.yaml', '-o', format], { files: { 'a.yaml': BAD }, terminal: true });
  expect(() => JSON.parse(stdout)).not.toThrow();
  expect(stderr).toBe('');
});

test('writes junit', async () => {
  expect((await run(['validate', 'a.yaml', '--output=junit'], { files: { 'a.yaml': BAD } })).stdout).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="smart-canary" tests="1" failures="1"/);
});

test('paints on a terminal only, and not where NO_COLOR is set', async () => {
  const files = { 'a.yaml': BAD };
  const paints = async (terminal: boolean, environment: Record<string, string>) => (await run(['validate', 'a.yaml'], { files, terminal, environment })).stdout.includes('\x1b[31merror');
  expect([await paints(true, {}), await paints(false, {}), await paints(true, { NO_COLOR: '1' }), await paints(true, { TERM: 'dumb' }), await paints(true, { NO_COLOR: '' })])
    .toEqual([true, false, false, false, true]);
});

test('fails with 2 for a file that cannot be read, and checks the others', async () => {
  const files = { 'a.yaml': BAD, 'b.yaml': { fails: 'EACCES' }, 'c.yaml': GOOD };
  const { exitCode, stdout, stderr } = await run(['validate', 'a.yaml', 'b.yaml', 'none.yaml', 'c.yaml', '-o', 'json'], { files });
  expect([exitCode, stderr, told(stdout)]).toEqual([2, '', ['SC0001 b.yaml', 'SC0001 none.yaml', 'SC0009 a.yaml']]);
  expect(JSON.parse(stdout).findings.map(({ message }: { message: string }) => message).slice(0, 2)).toEqual([
    'cannot be read: permission is denied', 'cannot be read: there is no such file or folder',
  ]);
  expect(JSON.parse(stdout).summary).toMatchObject({ files: 2, objects: 2 });
});

test('fails with 2 also where what could not be read is ignored', async () => {
  expect((await run(['validate', 'none.yaml', '--ignore', 'SC0001', '--fail-on', 'never'])).exitCode).toBe(2);
});

test('fails with 2 for a document that is no YAML, whatever else is said, and checks those beside it', async () => {
  const files = { 'a.yaml': `${GOOD}---\na: [\n---\n${BAD}`, 'b.yaml': 'a: [' };
  const { exitCode, stdout } = await run(['validate', 'a.yaml', 'b.yaml', '--ignore', 'SC0002', '--fail-on', 'never'], { files });
  expect(exitCode).toBe(2);
  expect(stdout).toContain('error SC0009 unsupported-value');
  expect(stdout).toMatch(/\n1 error in 2 objects of 2 files; not checked: 2 files or documents that cannot be read\n$/);
});

test('counts in JSON what was not checked', async () => {
  const { stdout } = await run(['validate', '-', '-o', 'json'], { stdin: `${GOOD}---\na: [\n` });
  expect(JSON.parse(stdout).summary).toEqual({ files: 1, objects: 1, errors: 1, warnings: 0, infos: 0, accepted: 0, unchecked: 1 });
});

test('fails with 1, and not 2, for what can be read and is not as it must be', async () => {
  const { exitCode, stdout } = await run(['validate', '-'], { stdin: 'a: 1\na: 2\napiVersion: v1\n' });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/\n2 errors in 0 objects of 1 file\n$/);
});

test('fails for a file of 200 MiB without reading it', async () => {
  const { exitCode, stdout } = await run(['validate', 'big.yaml', '-o', 'json'], { files: { 'big.yaml': { size: 200 * 1024 * 1024 } } });
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout).findings).toMatchObject([{ code: 'SC0001', message: 'a file must have at most 64 MiB, got 200 MiB' }]);
});

test.each<[string, string | Uint8Array, number, string]>([
  ['a binary file', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0), 2, 'SC0001'],
  ['UTF-16', Buffer.from(`\ufeff${GOOD}`, 'utf16le'), 2, 'SC0001'],
  ['broken YAML', 'a: [', 2, 'SC0002'],
  ['a key twice', 'apiVersion: v1\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}', 1, 'SC0003'],
  ['NaN', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: .nan}', 2, 'SC0002'],
  ['__proto__', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n__proto__: {b: 1}', 1, 'SC0006'],
  ['nesting of 10,000', `a: ${'['.repeat(10_000)}${']'.repeat(10_000)}`, 2, 'SC0001'],
  ['many aliases of aliases', `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghijk'].map((name, index) => `${name}: &${name} [${`*${'abcdefghij'[index]}, `.repeat(9)}]`).join('\n')}`, 2, 'SC0001'],
  ['no object', 'replicas: 3', 1, 'SC0005'],
])('fails for %s with a finding', async (_, content, exitCode, code) => {
  const result = await run(['validate', 'a.yaml', 'good.yaml', '-o', 'json'], { files: { 'a.yaml': content, 'good.yaml': GOOD } });
  expect([result.exitCode, result.stderr]).toEqual([exitCode, '']);
  expect(told(result.stdout)).toContain(`${code} a.yaml`);
  expect(JSON.parse(result.stdout).summary.files).toBe(2);
});

test.each(['', '# nothing', '---\n---\n'])('fails with 2 where there is nothing to check, as in %j', async (stdin) => {
  const { exitCode, stdout } = await run(['validate', '-', '-o', 'json'], { stdin });
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout).findings).toMatchObject([{ code: 'SC0001', file: 'stdin', message: 'holds no object' }]);
});

test('tells on a terminal how far it is, after a second', async () => {
  const files = { 'd/a.yaml': GOOD, 'd/b.yaml': GOOD.replace('shop', 'b'), 'd/c.yaml': GOOD.replace('shop', 'c') };
  expect((await run(['validate', 'd'], { files, terminal: true, clock: [0, 500, 1500, 1600] })).stderr).toBe('\r\x1b[Kread 1 of 3 files\r\x1b[K');
  expect((await run(['validate', 'd'], { files, clock: [0, 500, 1500, 1600] })).stderr).toBe('');
});

test('tells on a terminal what it checks where that is much', async () => {
  const objects = (count: number) => Array.from({ length: count }, (_, index) => GOOD.replace('shop', `shop-${index}`)).join('---\n');
  expect((await run(['validate', '-'], { stdin: objects(2000), terminal: true })).stderr).toBe('\r\x1b[Kcheck 2000 objects\r\x1b[K');
  expect((await run(['validate', '-'], { stdin: objects(2000) })).stderr).toBe('');
  expect((await run(['validate', '-'], { stdin: objects(10), terminal: true })).stderr).toBe('');
});

test('accepts what smart-canary.yaml accepts, and says what of that nobody needs', async () => {
  const files = { 'a.yaml': BAD, 'smart-canary.yaml': 'accept:\n- {code: SC0009, resource: Service/shop, reason: a patch}\n- {code: SC0010, reason: none}\n' };
  const { exitCode, stdout } = await run(['validate', 'a.yaml'], { files });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('warning SC0097 unused-acceptance: SC0010 is accepted, and no finding has that code\n  smart-canary.yaml:3:3\n');
  expect(stdout).toContain('1 warning, 1 accepted in 1 object of 1 file\n');
});

test.each<[string[], number, string[]]>([
  [[], 0, ['SC0413']],
  [['--scrape-interval', '30s'], 1, ['SC0412']],
  [['--scrape-interval', '5s'], 0, []],
])('judges windows by how often is scraped: %j', async (flags, expected, codes) => {
  const canary = '{steps: [{setWeight: 20}, {pause: {}}], analysis: {templates: [{templateName: t}]}}';
  const rollout = `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: shop}, spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}, strategy: {canary: ${canary}}}}`;
  const metric = '{name: m, interval: 20s, successCondition: "len(result) > 0 && result[0] > 5", provider: {prometheus: {address: http://p, query: "sum(rate(queue[20s]))"}}}';
  const template = `{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: t}, spec: {metrics: [${metric}]}}`;
  const { exitCode, stdout } = await run(['validate', 'a.yaml', '-o', 'json', ...flags], { files: { 'a.yaml': `${rollout}\n---\n${template}\n` } });
  expect(exitCode).toBe(expected);
  expect(told(stdout).filter((each) => !each.startsWith('SC07'))).toEqual(codes.map((code) => `${code} a.yaml`));
});

test('fails for a scrape interval that is none', async () => {
  const { exitCode, stderr } = await run(['validate', 'a.yaml', '--scrape-interval', '1500ms'], { files: { 'a.yaml': GOOD } });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('\'--scrape-interval\' must be whole seconds from 1s, got \'1500ms\'');
});
