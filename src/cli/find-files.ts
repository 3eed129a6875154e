import { join } from 'node:path';
import { CONFIGURATION } from './configuration';
import { type Files } from './io';
import { type Problem } from '../manifest/problem';

/** What kubectl takes for manifests in a folder. */
const MANIFEST = /\.(ya?ml|json)$/i;

/** What nobody means: Git's own files, and what other packages bring along. */
const LEFT_OUT = /^(\..*|node_modules)$/;

/** The files that are to be read, and what was named and could not be. */
export interface FoundFiles {
  readonly paths: readonly string[];
  readonly problems: readonly Problem[];
}

/** Finds manifests by names of files and folders; a file that is reached in two ways is there once. */
export function findFiles(files: Files, names: readonly string[]): FoundFiles {
  const finder = new FileFinder(files);
  names.forEach((name) => finder.add(name));
  return finder;
}

/** Says that a file or folder cannot be read, and why. */
export function unreadable(file: string, error: unknown): Problem {
  const { code, message } = error as { code?: string; message?: string };
  const reason = REASONS[code ?? ''] ?? code ?? message ?? String(error);
  return { kind: 'unreadable', file, line: 1, column: 1, message: `cannot be read: ${reason}`, fix: 'correct the name or the permissions, or leave it out' };
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
};

class FileFinder implements FoundFiles {
  public readonly paths: string[] = [];
  public readonly problems: Problem[] = [];
  /** Folders may lead back into themselves by links. */
  private readonly seen = new Set<string>();

  constructor(private readonly files: Files) {}

  /** What is named is read whatever it is; pipes too, for `<(helm template …)`. */
  public add(name: string): void {
    this.attempt(name, () => {
      if (this.files.stat(name).kind !== 'folder') return this.addFile(name);
      const before = this.paths.length + this.problems.length;
      this.addFolder(name);
      if (this.paths.length + this.problems.length > before) return undefined;
      const message = 'has no manifests, or they were read before';
      return void this.problems.push({ kind: 'unreadable', file: name, line: 1, column: 1, message, fix: 'name a folder with .yaml, .yml or .json files' });
    });
  }

  private addFolder(folder: string): void {
    if (!this.isNew(folder)) return;
    // No recursion: folders may be nested as deeply as the system allows.
    const open = [folder];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const current = next;
      this.attempt(current, () => open.push(...this.addEntries(current).reverse()));
    }
  }

  /** Adds the files in a folder, and tells which folders are in it. */
  private addEntries(folder: string): string[] {
    const folders: string[] = [];
    for (const entry of [...this.files.list(folder)].sort()) {
      if (LEFT_OUT.test(entry) || entry === CONFIGURATION) continue;
      const path = join(folder, entry);
      this.attempt(path, () => {
        const { kind } = this.files.stat(path);
        if (kind === 'folder' && this.isNew(path)) folders.push(path);
        // A pipe in a folder would be waited for.
        if (kind === 'file' && MANIFEST.test(entry)) this.addFile(path);
      });
    }
    return folders;
  }

  private addFile(path: string): void {
    if (this.isNew(path)) this.paths.push(path);
  }

  private isNew(path: string): boolean {
    const real = this.files.realPath(path);
    if (this.seen.has(real)) return false;
    this.seen.add(real);
    return true;
  }

  private attempt(path: string, action: () => unknown): void {
    try {
      action();
    } catch (error) {
      this.problems.push(unreadable(path, error));
    }
  }
}
