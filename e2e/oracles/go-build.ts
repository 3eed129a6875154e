import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { runGo } from './go-command';
import { type GoProgram } from './programs';

/** Where built programs are kept; another folder outlives a fresh clone. */
const CACHE = resolve(process.env.E2E_CACHE ?? join(__dirname, '..', '.cache'));

// The flags of the cluster's programs: what both use, most of the controller, is compiled once.
const BUILD = ['build', '-trimpath', '-ldflags=-s -w'];

const PROGRESS_MILLISECONDS = 20_000;

/** Gives the path of a program, built unless the same sources, dependencies and compiler have built it before. */
export async function buildProgram(program: GoProgram): Promise<string> {
  const path = await programPath(program);
  if (existsSync(path)) return path;
  await withProgress(program.name, async () => {
    await download(program);
    await build(program, path);
  });
  return path;
}

/** Gives the path of a program that has been built: a test that built it would only seem to hang. */
export async function builtProgram(program: GoProgram): Promise<string> {
  const path = await programPath(program);
  if (!existsSync(path)) throw new Error(`${program.name} is not built from the sources as they are: run 'npm run e2e:oracles' first (needs Go)`);
  return path;
}

async function programPath(program: GoProgram): Promise<string> {
  return join(CACHE, `${program.name}-${(await digestOf(program)).slice(0, 16)}`, program.name);
}

/** go.sum stands for the dependencies, and the version that Go tells of itself for the compiler and the platform. */
async function digestOf(program: GoProgram): Promise<string> {
  const hash = createHash('sha256').update(await runGo(['version'], program.module)).update(BUILD.join(' '));
  for (const folder of [program.module, ...program.replaced]) {
    for (const file of readdirSync(folder).sort()) {
      hash.update(`\0${basename(folder)}/${file}\0`).update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest('hex');
}

/** The first half of a build, on its own: only a download may fail by chance. */
async function download(program: GoProgram): Promise<void> {
  try {
    await runGo(['list', '-deps', '.'], program.module);
  } catch (error) {
    console.error(`e2e: the modules of ${program.name} were not downloaded, tried once more: ${(error as Error).message}`);
    await runGo(['list', '-deps', '.'], program.module);
  }
}

/** Builds apart and moves into place: a build that is broken off leaves nothing, and two side by side do not meet. */
async function build(program: GoProgram, path: string): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const scratch = mkdtempSync(join(CACHE, '.building-'));
  try {
    const output = join(scratch, program.name);
    await runGo([...BUILD, '-o', output, '.'], program.module);
    mkdirSync(dirname(path), { recursive: true });
    renameSync(output, path);
    removeEarlier(program, dirname(path));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A cache that only grows would hold a hundred megabytes for each version that ever was. */
function removeEarlier({ name }: GoProgram, kept: string): void {
  for (const entry of readdirSync(CACHE)) {
    if (entry.slice(0, -17) === name && entry !== basename(kept)) rmSync(join(CACHE, entry), { recursive: true, force: true });
  }
}

async function withProgress(name: string, work: () => Promise<void>): Promise<void> {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  console.error(`e2e: building ${name}, which takes minutes where Go's own cache is cold`);
  const timer = setInterval(() => console.error(`e2e: still building ${name}, ${seconds()} s`), PROGRESS_MILLISECONDS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  console.error(`e2e: built ${name} in ${seconds()} s`);
}
