import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/** The last line of a file that may be loaded so: the digest of all above, which scripts/bundle.ts writes. */
const DIGEST = /\n\/\/ sha256 ([0-9a-f]{64})\n$/;

/** Before the compiled code: the digest of its source and a checksum of its own, in hexadecimal digits. */
const HEADER = 64 + 8;

type Wrapper = (exports: unknown, require: NodeJS.Require, module: { exports: unknown }, file: string, folder: string) => void;

/**
 * Loads a CommonJS file as `require` does, with the code that V8 has compiled of it when it was last loaded for the same purpose.
 *
 * Node's own compile cache is written before anything runs, and lacks all functions that V8 compiles when they are called; ours is written when the process ends.
 * It lies in the user's own cache folder, as code that somebody else may have written must not run. Where it cannot be read or written the file is compiled, as without it.
 *
 * @see https://nodejs.org/api/vm.html#scriptcreatecacheddata
 */
export function loadCompiled(file: string, purpose: string | undefined, environment: NodeJS.ProcessEnv): unknown {
  const source = readFileSync(file, 'utf8');
  const [, digest] = DIGEST.exec(source.slice(-80)) ?? [];
  const cache = digest && purpose && /^[a-z]+$/.test(purpose) && ifPossible(() => cacheFile(purpose, environment));
  const cachedData = cache ? readCache(cache, digest) : undefined;
  const script = new Script(wrap(source), { filename: file, cachedData });
  if (cache && script.cachedDataRejected !== false) process.once('exit', (exitCode) => keep(script, cache, digest, exitCode));
  const module = { exports: {} };
  (script.runInThisContext() as Wrapper)(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
}

/**
 * A relative path says nothing.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
function cacheFile(purpose: string, { NODE_DISABLE_COMPILE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv): string | undefined {
  if (NODE_DISABLE_COMPILE_CACHE === '1') return undefined;
  const folder = [XDG_CACHE_HOME, LOCALAPPDATA].find((path) => path && isAbsolute(path)) ?? join(homedir(), '.cache');
  return join(folder, 'cdk8s-smart-canary', `${purpose}-${process.version}-${process.arch}.v8`);
}

/** V8 itself looks whether it was made by the same V8 with the same options, but of the source it compares the length alone, and what is damaged it runs. */
function readCache(cache: string, digest: string): Buffer | undefined {
  const content = ifPossible(() => readFileSync(cache));
  const compiled = content?.subarray(HEADER);
  return compiled && content!.toString('latin1', 0, HEADER) === headerOf(compiled, digest) ? compiled : undefined;
}

/** A command that failed has compiled little; renamed, as others may read it. */
function keep(script: Script, cache: string, digest: string, exitCode: number): void {
  if (exitCode > 1) return;
  const draft = `${cache}.${process.pid}`;
  ifPossible(() => {
    const compiled = script.createCachedData();
    mkdirSync(dirname(cache), { recursive: true, mode: 0o700 });
    writeFileSync(draft, Buffer.concat([Buffer.from(headerOf(compiled, digest)), compiled]), { mode: 0o600 });
    renameSync(draft, cache);
  });
  ifPossible(() => rmSync(draft, { force: true }));
}

function headerOf(compiled: Buffer, digest: string): string {
  return digest + crc32(compiled).toString(16).padStart(8, '0');
}

/** There need be no home, no right to write and no space. */
function ifPossible<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
