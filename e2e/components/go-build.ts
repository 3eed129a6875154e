import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addToCache, cachedPath, type CacheKey, isCached } from './cache';
import { runCommand, withOneRetry } from './command';
import { type GoProgram } from './programs';
import { say } from './say';

const MISSING = 'the cluster suite builds the API server and the Argo Rollouts controller and needs Go 1.26 or later on the PATH, found none';

/** Without cgo the programs run on whatever C library there is; a workspace or a version stamp of the surrounding repository would only get in the way. */
const GO_ENVIRONMENT = { CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '-buildvcs=false' };

const FLAGS = ['-trimpath'];

const PROGRESS_MILLISECONDS = 30_000;

/** Gives the path of a program, built from its module unless that has been done before. */
export async function buildGoProgram(program: GoProgram): Promise<string> {
  const key = await keyOf(program);
  if (!isCached(key)) {
    await withProgress(program.name, async () => {
      // The build's first half, apart from it: it is what downloads the modules.
      await withOneRetry(`downloading the modules of ${program.name}`, () => go(program, ['list', '-deps', program.package]));
      await addToCache(key, async (scratch) => {
        await go(program, ['build', ...FLAGS, '-ldflags', linkerFlags(program), '-o', join(scratch, program.name), program.package]);
      });
    });
  }
  return cachedPath(key);
}

/** A program is the same as long as its module, the sums of its dependencies and the compiler are. */
async function keyOf(program: GoProgram): Promise<CacheKey> {
  const hash = createHash('sha256');
  hash.update(await go(program, ['version']));
  for (const file of readdirSync(program.module).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(program.module, file)));
  }
  hash.update(JSON.stringify([program.package, linkerFlags(program), FLAGS, GO_ENVIRONMENT]));
  return { name: program.name, digest: hash.digest('hex') };
}

function linkerFlags({ variables }: GoProgram): string {
  return ['-s', '-w', ...Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)].join(' ');
}

async function go(program: GoProgram, args: string[]): Promise<string> {
  return runCommand('go', args, { cwd: program.module, env: GO_ENVIRONMENT, missing: MISSING });
}

async function withProgress(name: string, work: () => Promise<void>): Promise<void> {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  say(`building ${name}, minutes where Go's own cache is cold`);
  const timer = setInterval(() => say(`building ${name}, ${seconds()} s`), PROGRESS_MILLISECONDS);
  try {
    await work();
    say(`built ${name} in ${seconds()} s`);
  } finally {
    clearInterval(timer);
  }
}
