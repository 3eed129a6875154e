import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TSX = require.resolve('tsx/cli');
const BUILD = join(__dirname, 'build.ts');

/** A compiler that does nothing. */
const GO = `#!/bin/sh
case "$1" in
  version) echo go version go1.26.0 ;;
  build) while [ "$1" != -o ]; do shift; done; echo built > "$2" ;;
esac
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oracles-'));
  writeFileSync(join(folder, 'go'), GO);
  chmodSync(join(folder, 'go'), 0o755);
  symlinkSync('/bin/sh', join(folder, 'sh'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function build() {
  const env = { PATH: folder, E2E_CACHE: join(folder, 'cache') };
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
  expect(stderr).toMatch(/^e2e: built oracle-argo in \d+ s$/m);
  expect(build()).toEqual({ status: 0, stdout, stderr: '' });
});

test('fails with one sentence where there is no Go', () => {
  rmSync(join(folder, 'go'));
  expect(build()).toEqual({
    status: 1, stdout: '', stderr: 'e2e: the real programs are built from Go modules and need Go 1.26 or later on the PATH, found none\n',
  });
});
