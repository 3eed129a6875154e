import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { addToCache, cachedPath, type CacheKey, isCached } from '../programs/cache';
import { runCommand, withOneRetry } from '../programs/command';
import { say } from '../programs/say';

const NAME = 'prometheus';
const MISSING = 'the cluster suite takes Prometheus from the Debian package of that name and needs apt-cache, apt-get and dpkg, found none';

interface Package {
  readonly version: string;
  readonly sha256: string;
}

/** Gives the path of the distribution's Prometheus, unpacked and not installed. */
export async function unpackPrometheus(): Promise<string> {
  const wanted = await withOneRetry('looking for the package prometheus', readCandidate, () => run('apt-get', ['update']));
  const key: CacheKey = { name: NAME, digest: wanted.sha256 };
  if (!isCached(key)) {
    say(`downloading prometheus ${wanted.version}`);
    await addToCache(key, (scratch) => withOneRetry('downloading prometheus', () => unpackInto(scratch, wanted), () => run('apt-get', ['update'])));
  }
  return cachedPath(key);
}

async function readCandidate(): Promise<Package> {
  const record = await run('apt-cache', ['show', '--no-all-versions', NAME]);
  const field = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(record)?.[1];
  const [version, sha256] = [field('Version'), field('SHA256')];
  if (version === undefined || sha256 === undefined) throw new Error('\'apt-cache show prometheus\' names no version and digest; run \'apt-get update\'');
  return { version, sha256 };
}

async function unpackInto(scratch: string, { version, sha256 }: Package): Promise<void> {
  // apt drops its privileges for the download and could not write into a folder that is ours alone.
  chmodSync(scratch, 0o755);
  await run('apt-get', ['download', '--quiet', '-o', 'APT::Sandbox::User=root', `${NAME}=${version}`], scratch);
  const archive = readdirSync(scratch).find((file) => file.endsWith('.deb'));
  if (archive === undefined) throw new Error(`'apt-get download prometheus=${version}' left no package behind`);
  const digest = createHash('sha256').update(readFileSync(join(scratch, archive))).digest('hex');
  if (digest !== sha256) throw new Error(`the package prometheus ${version} must have the digest ${sha256}, got ${digest}`);
  await run('dpkg', ['-x', archive, 'unpacked'], scratch);
  renameSync(join(scratch, 'unpacked', 'usr', 'bin', NAME), join(scratch, NAME));
}

async function run(command: string, args: string[], cwd?: string): Promise<string> {
  return runCommand(command, args, { cwd, missing: MISSING });
}
