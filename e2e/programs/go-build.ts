import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { addToCache, cachedPath, type CacheKey, isCached } from './cache';
import { runCommand, withOneRetry } from './command';
import { type GoProgram } from './go-program';
import { withProgress } from './progress';

const MISSING = 'the real programs are built from Go modules and need Go 1.26 or later on the PATH, found none';

/** Without cgo the programs run on whatever C library there is; a workspace or a version stamp of the surrounding repository would only get in the way. */
const GO_ENVIRONMENT = { CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '-buildvcs=false' };

// The same for all programs: the packages that they share, most of the controller for one, are compiled once.
const FLAGS = ['-trimpath'];

/** Gives the path of a program, built from its module unless that has been done before. */
export async function buildGoProgram(program: GoProgram): Promise<string> {
  const key = await keyOf(program);
  if (!isCached(key)) {
    await withProgress(program.name, async () => {
      // The build's first half, apart from it: it is what downloads the modules, and only a download may fail by chance.
      await withOneRetry(`downloading the modules of ${program.name}`, () => go(program, ['list', '-deps', program.package]));
      await addToCache(key, async (scratch) => {
        await go(program, ['build', ...FLAGS, '-ldflags', linkerFlags(program), '-o', join(scratch, program.name), program.package]);
      });
    });
  }
  return cachedPath(key);
}

/**
 * Gives the path of a program that has been built: a test that built it would only seem to hang.
 *
 * @param task - what builds it
 */
export async function builtGoProgram(program: GoProgram, task: string): Promise<string> {
  const key = await keyOf(program);
  if (!isCached(key)) throw new Error(`${program.name} is not built from the sources as they are: run '${task}' first (needs Go)`);
  return cachedPath(key);
}

/** A program is the same as long as its sources, the sums of its dependencies, the compiler and what it is told are. */
async function keyOf(program: GoProgram): Promise<CacheKey> {
  const hash = createHash('sha256');
  hash.update(await go(program, ['version']));
  for (const file of readdirSync(program.module).sort()) hash.update(`\0${file}\0`).update(readFileSync(join(program.module, file)));
  for (const folder of program.replaced ?? []) {
    for (const file of readdirSync(folder).sort()) hash.update(`\0${basename(folder)}/${file}\0`).update(readFileSync(join(folder, file)));
  }
  hash.update(JSON.stringify([program.package, linkerFlags(program), FLAGS, GO_ENVIRONMENT]));
  return { name: program.name, digest: hash.digest('hex') };
}

function linkerFlags({ variables = {} }: GoProgram): string {
  return ['-s', '-w', ...Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)].join(' ');
}

async function go(program: GoProgram, args: string[]): Promise<string> {
  return runCommand('go', args, { cwd: program.module, env: GO_ENVIRONMENT, missing: MISSING });
}
