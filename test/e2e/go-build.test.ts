import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGoProgram, builtGoProgram } from '../../e2e/programs/go-build';
import { type GoProgram } from '../../e2e/programs/go-program';

/** A compiler that writes what it was told into the program, and that loses a download or breaks off where it is told so. */
const GO = `#!/bin/sh
case "$1" in
  version) echo "go version $GO_TEST_VERSION" ;;
  list) if [ -n "$GO_TEST_LOSES" ] && [ ! -e "$GO_TEST_LOSES" ]; then echo lost > "$GO_TEST_LOSES"; echo "connection reset" >&2; exit 1; fi ;;
  build) [ -z "$GO_TEST_BREAKS" ] || { echo "main.go:1: no such thing" >&2; exit 2; }
    told="$*"; while [ "$1" != -o ]; do shift; done; echo "$told" > "$2" ;;
esac
`;

const ENVIRONMENT = process.env;

let folder: string;
let program: GoProgram;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'go-build-'));
  process.env = { ...ENVIRONMENT, PATH: `${folder}:/bin:/usr/bin`, E2E_CACHE: join(folder, 'cache'), GO_TEST_VERSION: 'go1.26.0' };
  put('go', GO);
  chmodSync(join(folder, 'go'), 0o755);
  put('tool/go.mod', 'module tool');
  put('tool/go.sum', 'digests');
  put('lines/lines.go', 'package lines');
  program = { name: 'tool', module: join(folder, 'tool'), package: '.', replaced: [join(folder, 'lines')] };
  said = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});

afterEach(() => {
  process.env = ENVIRONMENT;
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function put(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

test('a program is built once, with progress', async () => {
  // WHEN
  const path = await buildGoProgram(program);
  const again = await buildGoProgram(program);

  // THEN
  expect(existsSync(path)).toBe(true);
  expect(again).toBe(path);
  expect(said).toEqual(['e2e: building tool, minutes where Go\'s own cache is cold\n', expect.stringMatching(/^e2e: built tool in \d+ s\n$/)]);
  expect(await builtGoProgram(program, 'npm run build')).toBe(path);
});

test('the linker is told which variables to set, and to leave the symbols out', async () => {
  // GIVEN
  const versioned = { ...program, package: 'example.com/cmd/tool', variables: { 'example.com/version.version': 'v1.2.3' } };

  // THEN
  expect(readFileSync(await buildGoProgram(versioned), 'utf-8'))
    .toMatch(/^build -trimpath -ldflags -s -w -X example\.com\/version\.version=v1\.2\.3 -o \S+\/tool example\.com\/cmd\/tool\n$/);
});

test.each<[string, () => void]>([
  ['another compiler', () => { process.env.GO_TEST_VERSION = 'go1.27.0'; }],
  ['another source', () => put('tool/main.go', 'package main')],
  ['another name of a source', () => { rmSync(join(folder, 'tool', 'go.sum')); put('tool/go.sums', 'digests'); }],
  ['another go.mod', () => put('tool/go.mod', 'module other')],
  ['another go.sum', () => put('tool/go.sum', 'other digests')],
  ['a source of ours that it is made of', () => put('lines/lines.go', 'package other')],
  ['another package', () => { program = { ...program, package: './cmd' }; }],
  ['another variable', () => { program = { ...program, variables: { version: 'v2' } }; }],
])('%s makes another program, in place of the one before', async (_, change) => {
  // GIVEN
  const before = await buildGoProgram(program);

  // WHEN
  change();
  const after = await buildGoProgram(program);

  // THEN
  expect(after).not.toBe(before);
  expect(existsSync(before)).toBe(false);
  expect(readdirSync(join(folder, 'cache'))).toHaveLength(1);
});

test('a program with a longer name is another one', async () => {
  // WHEN
  const paths = [await buildGoProgram(program), await buildGoProgram({ ...program, name: 'tool-1.10' })];

  // THEN
  expect(paths.map((path) => existsSync(path))).toEqual([true, true]);
});

test('a download that fails is tried once more, and said', async () => {
  process.env.GO_TEST_LOSES = join(folder, 'lost');
  expect(existsSync(await buildGoProgram(program))).toBe(true);
  expect(said).toContain('e2e: downloading the modules of tool failed and is tried once more: \'go list -deps .\' ended with 1:\nconnection reset\n');
});

test('fails where a program that should be there is not built from the sources as they are', async () => {
  await buildGoProgram(program);
  put('tool/main.go', 'package main');
  await expect(builtGoProgram(program, 'npm run build')).rejects.toThrow('tool is not built from the sources as they are: run \'npm run build\' first (needs Go)');
});

test('fails with one sentence where there is no Go', async () => {
  process.env.PATH = join(folder, 'nowhere');
  await expect(buildGoProgram(program)).rejects.toThrow(/^the real programs are built from Go modules and need Go 1\.26 or later on the PATH, found none$/);
});

test('fails with what the compiler said, and leaves nothing half built', async () => {
  process.env.GO_TEST_BREAKS = 'yes';
  await expect(buildGoProgram(program)).rejects.toThrow(/ended with 2:\nmain\.go:1: no such thing$/);
  expect(readdirSync(join(folder, 'cache'))).toEqual([]);
});
