import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const BIN = join(__dirname, '..', '..', 'bin', 'smart-canary');
const GOOD = '{apiVersion: v1, kind: ConfigMap, metadata: {name: shop}}\n';
const BAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cart}\nspec: {}\n';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smart-canary-'));
  mkdirSync(join(folder, 'd', 'e'), { recursive: true });
  writeFileSync(join(folder, 'd', 'good.yaml'), GOOD);
  writeFileSync(join(folder, 'd', 'e', 'bad.yaml'), BAD);
  symlinkSync('..', join(folder, 'd', 'e', 'up'));
  symlinkSync('gone.yaml', join(folder, 'd', 'dangling.yaml'));
  writeFileSync(join(folder, 'big.yaml'), '');
  truncateSync(join(folder, 'big.yaml'), 200 * 1024 * 1024);
});

afterAll(() => rmSync(folder, { recursive: true }));

function smartCanary(args: string[], input = ''): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [BIN, ...args], { cwd: folder, input, encoding: 'utf-8', maxBuffer: 1e8 });
}

test('reads stdin, writes the report to stdout and exits with 0', () => {
  expect(smartCanary(['validate', '-'], GOOD)).toMatchObject({ status: 0, stdout: 'nothing found in 1 object of 1 file\n', stderr: '' });
});

test('fails for what is wrong in a folder, whatever links are in it, and for a file that is too large', () => {
  const { status, stdout, stderr } = smartCanary(['validate', '-o', 'json', 'd', 'big.yaml', '/dev/zero']);
  const { findings, summary } = JSON.parse(stdout);
  expect([status, stderr, summary.files]).toEqual([2, '', 3]);
  expect(findings.map(({ code, file, message }: { code: string; file: string; message: string }) => [code, file, message])).toEqual([
    ['SC0001', '/dev/zero', 'a file must have at most 64 MiB, got more'],
    ['SC0001', 'big.yaml', 'a file must have at most 64 MiB, got 200 MiB'],
    ['SC0001', 'd/dangling.yaml', 'cannot be read: there is no such file or folder'],
    ['SC0006', 'd/e/bad.yaml', 'unknown field "spec"'],
  ]);
});

test('writes a long report whole into a pipe', () => {
  const { status, stdout } = smartCanary(['validate', '-', '-o', 'json'], Array.from({ length: 3000 }, (_, index) => BAD.replace('cart', `cart-${index}`)).join('---\n'));
  expect(status).toBe(1);
  expect(JSON.parse(stdout).findings).toHaveLength(3000);
});

test('stops without a word where nobody reads on', () => {
  const program = `${process.execPath} ${BIN} validate -o json - | head -c 10`;
  const result = spawnSync('bash', ['-c', `${program}; code=\${PIPESTATUS[0]}; echo; echo $code`], { input: Array.from({ length: 3000 }, () => BAD).join('---\n'), encoding: 'utf-8' });
  expect([result.stdout, result.stderr]).toEqual(['{\n  "findi\n1\n', '']);
});

test('prints its version', () => {
  expect(smartCanary(['--version'])).toMatchObject({ status: 0, stderr: '' });
});

const MODULES = join(__dirname, '..', '..', 'lib', 'src', 'cli', 'run.js');

test('fails for another command with its own sentence, although validate is made one file', () => {
  expect(smartCanary(['query', 'a', '--series', 'none.txt'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'error: \'--series\' must name a file that can be read, got \'none.txt\'; there is no such file or folder\n',
  });
});

test('opens few files to check an object', () => {
  const program = `
    process.on('exit', () => process.stderr.write(JSON.stringify(Object.keys(require.cache))));
    process.argv = ['node', 'smart-canary', 'validate', 'd/good.yaml'];
    require(${JSON.stringify(BIN)});
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { cwd: folder, encoding: 'utf-8' });
  expect(stdout).toBe('nothing found in 1 object of 1 file\n');
  expect((JSON.parse(stderr) as string[]).map((file) => basename(file)).sort()).toEqual([
    'kubernetes.json', 'load-compiled.js', 'package.json', 'smart-canary', 'usage-error.js',
  ]);
});

// The same modules as in the one file, which shows no longer what of it runs.
test('help loads neither the engine nor the schemas', () => {
  const program = `
    process.on('exit', () => process.stderr.write(JSON.stringify(Object.keys(require.cache))));
    process.argv = ['node', 'smart-canary', '--help'];
    void require(${JSON.stringify(MODULES)}).run('1.2.3');
  `;
  const { stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf-8' });
  const loaded: string[] = JSON.parse(stderr);
  expect(loaded.some((file) => file.endsWith(join('cli', 'main.js')))).toBe(true);
  expect(loaded.filter((file) => /lib.(src.(validation|schema|manifest|report)|schemas)|node_modules.(yaml|re2js)/.test(file))).toEqual([]);
});
