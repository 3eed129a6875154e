import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LIB = join(__dirname, '..', '..', 'lib', 'src', 'cli');
const BIN = join(__dirname, '..', '..', 'bin', 'smart-canary');
const GOOD = '{apiVersion: v1, kind: ConfigMap, metadata: {name: shop}}\n';
const REPORT = { status: 0, stdout: 'nothing found in 1 object of 1 file\n', stderr: '' };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smart-canary-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function smartCanary(args: string[], environment: Record<string, string> = {}) {
  const env = { ...process.env, XDG_CACHE_HOME: folder, NODE_DISABLE_COMPILE_CACHE: '', ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd: folder, input: GOOD, encoding: 'utf-8', env });
  return { status, stdout, stderr };
}

function kept(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf-8' }).sort();
}

/** What a command says whose source does: that of a digest which it may not have. */
function say(word: string, digest = 'a'.repeat(64)): string {
  const file = join(folder, 'say.js');
  // Only when it runs does V8 compile the function inside.
  writeFileSync(file, `const say = () => { const word = '${word}'; return word; };\nexports.say = () => say();\n// sha256 ${digest}\n`);
  const program = `
    const { loadCompiled } = require(${JSON.stringify(join(LIB, 'load-compiled.js'))});
    console.log(loadCompiled(${JSON.stringify(file)}, 'say', { XDG_CACHE_HOME: ${JSON.stringify(folder)} }).say());
  `;
  return spawnSync(process.execPath, ['-e', program], { encoding: 'utf-8' }).stdout.trim();
}

function damaged(content: Buffer): Buffer {
  const middle = Math.floor(content.length / 2);
  return Buffer.concat([content.subarray(0, middle), Buffer.from([255 - content[middle]]), content.subarray(middle + 1)]);
}

test('a command keeps what V8 compiled for it in the cache folder, and says the same with it', () => {
  expect(smartCanary(['validate', '-'])).toEqual(REPORT);
  const name = `validate-${process.version}-${process.arch}.v8`;
  expect(kept()).toEqual(['cdk8s-smart-canary', join('cdk8s-smart-canary', name)]);
  const first = readFileSync(join(folder, 'cdk8s-smart-canary', name));
  expect(smartCanary(['validate', '-'])).toEqual(REPORT);
  expect(readFileSync(join(folder, 'cdk8s-smart-canary', name)).equals(first)).toBe(true);
});

test('code that was compiled before is run, functions inside of functions, too', () => {
  expect(say('one')).toBe('one');
  // The digest is a lie, and V8 sees a text of the same length.
  expect(say('two')).toBe('one');
});

test('code that was compiled of another source is not run, and replaced', () => {
  expect(say('one')).toBe('one');
  expect(say('two', 'b'.repeat(64))).toBe('two');
  expect(say('six', 'b'.repeat(64))).toBe('two');
});

test('the digest is that of the source', () => {
  const source = readFileSync(join(LIB, 'smart-canary.js'), 'utf-8');
  const end = source.lastIndexOf('// sha256 ');
  expect(source.slice(end)).toBe(`// sha256 ${createHash('sha256').update(source.slice(0, end)).digest('hex')}\n`);
});

test('the source is ASCII, or V8 holds and reads twice as much', () => {
  expect(/[\u0080-\uffff]/.exec(readFileSync(join(LIB, 'smart-canary.js'), 'utf-8'))).toBeNull();
});

test.each([
  ['nothing', (content: Buffer) => content.subarray(0, 0)],
  ['its header alone', (content: Buffer) => content.subarray(0, 72)],
  ['half of it', (content: Buffer) => content.subarray(0, content.length / 2)],
  ['something else', (content: Buffer) => Buffer.concat([content.subarray(0, 72), Buffer.alloc(5000, 7)])],
  // V8 would run it, some of it for ever.
  ['another byte', damaged],
])('a cache file that holds %s is replaced', (_, broken) => {
  smartCanary(['validate', '-']);
  const [, file] = kept().map((name) => join(folder, name));
  const whole = readFileSync(file);
  writeFileSync(file, broken(whole));
  expect(smartCanary(['validate', '-'])).toEqual(REPORT);
  expect(readFileSync(file).length).toBeGreaterThan(whole.length / 2);
  expect(kept()).toHaveLength(2);
});

test('where nothing can be kept the command says and does the same', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(smartCanary(['validate', '-'], { XDG_CACHE_HOME: join(folder, 'file') })).toEqual(REPORT);
  mkdirSync(join(folder, 'cdk8s-smart-canary', `validate-${process.version}-${process.arch}.v8`), { recursive: true });
  expect(smartCanary(['validate', '-'])).toEqual(REPORT);
  expect(kept()).toHaveLength(3);
});

test('a relative cache folder is none: there is one at home', () => {
  expect(smartCanary(['validate', '-'], { XDG_CACHE_HOME: 'cache', LOCALAPPDATA: '', HOME: folder, USERPROFILE: folder })).toEqual(REPORT);
  expect(kept()[0]).toBe('.cache');
});

test('a command that is wrong keeps nothing, nor does one that is told so', () => {
  expect(smartCanary(['validat', '-']).status).toBe(2);
  expect(smartCanary(['validate', '--nonsense', '-']).status).toBe(2);
  expect(smartCanary(['../validate', '-']).status).toBe(2);
  expect(smartCanary(['validate', '-'], { NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(REPORT);
  expect(kept()).toEqual([]);
});
