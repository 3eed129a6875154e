import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a program is kept under: another digest is another program. */
export interface CacheKey {
  readonly name: string;
  readonly digest: string;
}

/** The path of a program that may or may not be there. */
export function cachedPath({ name, digest }: CacheKey): string {
  return join(cache(), `${name}-${digest.slice(0, 16)}`, name);
}

export function isCached(key: CacheKey): boolean {
  return existsSync(cachedPath(key));
}

/** Lets `make` write the program into a scratch folder and moves it into place whole, so that two builds side by side do not meet. */
export async function addToCache(key: CacheKey, make: (scratch: string) => Promise<void>): Promise<void> {
  mkdirSync(cache(), { recursive: true });
  const scratch = mkdtempSync(join(cache(), '.making-'));
  try {
    await make(scratch);
    const folder = join(cachedPath(key), '..');
    mkdirSync(folder, { recursive: true });
    renameSync(join(scratch, key.name), cachedPath(key));
    removeOthers(key);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A cache that only grows would hold a few hundred megabytes for each version that ever was. */
function removeOthers({ name, digest }: CacheKey): void {
  const kept = `${name}-${digest.slice(0, 16)}`;
  const others = readdirSync(cache()).filter((entry) => entry.slice(0, -17) === name && entry !== kept);
  others.forEach((entry) => rmSync(join(cache(), entry), { recursive: true, force: true }));
}

/** Where built and downloaded programs are kept; another folder outlives a fresh clone. */
function cache(): string {
  return process.env.E2E_CACHE ?? join(__dirname, '..', '.cache');
}
