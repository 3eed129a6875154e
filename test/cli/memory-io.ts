import { dirname, join, normalize } from 'node:path';
import { type FileStatus, type Io } from '../../src/cli/io';
import { main } from '../../src/cli/main';

/** What a file in memory is: text, bytes, a link `-> target`, an error by its code, or a size without content. */
type Entry = string | Uint8Array | { readonly link: string } | { readonly fails: string } | { readonly size: number };

interface Machine {
  readonly files?: Record<string, Entry>;
  readonly stdin?: string;
  readonly terminal?: boolean;
  readonly environment?: Record<string, string>;
  /** What the clock shows, one call after the other; the last for ever. */
  readonly clock?: number[];
}

/** Runs a command line on a machine in memory. */
export async function run(argv: string[], machine: Machine = {}) {
  const { stdout, stderr, io } = ioOf(machine);
  const exitCode = await main(argv, io);
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
}

function ioOf({ files = {}, stdin = '', terminal = false, environment = {}, clock = [0] }: Machine) {
  const [stdout, stderr]: string[][] = [[], []];
  const times = [...clock];
  const disk = new Disk(files);
  const io: Io = {
    files: disk,
    stdout: { write: (text) => void stdout.push(text), isTerminal: terminal },
    stderr: { write: (text) => void stderr.push(text), isTerminal: terminal },
    stdin: () => Promise.resolve(Buffer.from(stdin)),
    environment,
    clock: () => times.length > 1 ? times.shift()! : times[0],
    // Threads would need compiled files.
    cores: 1,
    version: '1.2.3',
  };
  return { stdout, stderr, io };
}

class Disk {
  constructor(private readonly entries: Record<string, Entry>) {}

  public stat = (path: string): FileStatus => {
    const real = this.realPath(path);
    if (this.isFolder(real)) return { kind: 'folder', size: 0 };
    const entry = this.entryAt(real);
    return { kind: 'file', size: typeof entry === 'object' && 'size' in entry ? entry.size : 1 };
  };

  public list = (path: string): string[] => {
    const real = this.realPath(path);
    const below = Object.keys(this.entries).filter((name) => real === '.' || name.startsWith(`${real}/`));
    return [...new Set(below.map((name) => (real === '.' ? name : name.slice(real.length + 1)).split('/')[0]))];
  };

  public realPath = (path: string, links = 0): string => {
    if (links > 40) throw failure('ELOOP');
    let real = '.';
    for (const part of normalize(path).split('/').filter((segment) => segment !== '' && segment !== '.')) {
      const next = real === '.' ? part : join(real, part);
      const entry = this.entries[next];
      real = typeof entry === 'object' && 'link' in entry ? this.realPath(join(dirname(next), entry.link), links + 1) : next;
    }
    return real;
  };

  public read = (path: string): Uint8Array => {
    const entry = this.entryAt(this.realPath(path));
    return typeof entry === 'string' ? Buffer.from(entry) : entry as Uint8Array;
  };

  private isFolder(real: string): boolean {
    return real === '.' || Object.keys(this.entries).some((name) => name.startsWith(`${real}/`));
  }

  private entryAt(real: string): Entry {
    const entry = this.entries[real];
    if (entry === undefined) throw failure('ENOENT');
    if (typeof entry === 'object' && 'fails' in entry) throw failure(entry.fails);
    return entry;
  }
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
