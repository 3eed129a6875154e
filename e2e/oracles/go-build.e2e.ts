import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TSX = require.resolve('tsx/cli');
const BUILD = join(__dirname, 'build.ts');

/** A compiler that does nothing, and whose first download fails if it is told so. */
const GO = `#!/bin/sh
case "$1" in
  version) echo "go version $VERSION" ;;
  list) if [ -n "$LOSES" ] && [ ! -e "$LOSES" ]; then touch "$LOSES"; echo "connection reset" >&2; exit 1; fi ;;
  build) [ -z "$BREAKS" ] || { echo "lines.go:1: no such thing" >&2; exit 2; }
    while [ "$1" != -o ]; do shift; done; echo built > "$2"; echo "$2" >> "$LOG" ;;
esac
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'go-build-'));
  writeFileSync(join(folder, 'go'), GO);
  chmodSync(join(folder, 'go'), 0o755);
  for (const tool of ['touch', 'sh']) symlinkSync(join('/bin', tool), join(folder, tool));
});

afterEach(() => rmSync(folder, { recursive: true }));

function build(environment: NodeJS.ProcessEnv = {}) {
  const env = { PATH: folder, VERSION: 'go1.26.0', LOG: join(folder, 'log'), E2E_CACHE: join(folder, 'cache'), ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, [TSX, BUILD], { env, encoding: 'utf-8' });
  return { status, stdout, stderr };
}

test('every oracle is built once, with progress on stderr and its path on stdout', () => {
  // WHEN
  const { status, stdout, stderr } = build();

  // THEN
  expect(status).toBe(0);
  expect(stdout.match(/^oracle-[\w.-]+: /gm)).toEqual(['oracle-promql: ', 'oracle-istio: ', 'oracle-argo-1.10: ', 'oracle-argo: ']);
  for (const [, path] of stdout.matchAll(/: (.+)$/gm)) expect(existsSync(path)).toBe(true);
  expect(stderr).toContain('e2e: building oracle-argo, which takes minutes where Go\'s own cache is cold\n');
  expect(stderr).toMatch(/^e2e: built oracle-argo in \d+ s$/m);
});

test('what is built is not built again, but by another compiler', () => {
  // GIVEN
  const first = build();

  // WHEN
  const again = build();
  const other = build({ VERSION: 'go1.27.0' });

  // THEN
  expect(again).toEqual({ status: 0, stdout: first.stdout, stderr: '' });
  expect(other.stdout).not.toBe(first.stdout);
  expect(readdirSync(join(folder, 'cache'))).toHaveLength(4);
});

test('a download that fails is tried once more, and said', () => {
  const { status, stderr } = build({ LOSES: join(folder, 'lost') });
  expect(status).toBe(0);
  expect(stderr).toContain('e2e: the modules of oracle-promql were not downloaded, tried once more: \'go list -deps .\' ended with 1: connection reset\n');
});

test('fails with one sentence where there is no Go', () => {
  rmSync(join(folder, 'go'));
  expect(build()).toEqual({
    status: 1, stdout: '', stderr: 'e2e: the oracles are built from Go modules and need Go 1.26 or later on the PATH, found none\n',
  });
});

test('fails with what the compiler said, and leaves nothing half built', () => {
  const { status, stderr } = build({ BREAKS: 'yes' });
  expect(status).toBe(1);
  expect(stderr).toContain('ended with 2: lines.go:1: no such thing\n');
  expect(readdirSync(join(folder, 'cache'))).toEqual([]);
});
