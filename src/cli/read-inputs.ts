import { findFiles, unreadable } from './find-files';
import { type Io } from './io';
import { Progress } from './progress';
import { decodeFile, LARGEST_FILE, tooLarge } from '../manifest/file-text';
import { type Manifest } from '../manifest/manifest';
import { type Problem } from '../manifest/problem';
import { readManifests } from '../manifest/read-manifests';
import { SourceText } from '../manifest/source-text';

/** Manifests from files and stdin, and what could not be read. */
export interface Inputs {
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];
  /** How many files were read. */
  readonly files: number;
  readonly lineOf: (file: string, line: number) => string;
}

/** Stdin on the command line, and in findings. */
const STDIN = '-';
const STDIN_FILE = 'stdin';

/** Reads what is named; a file that cannot be read does not keep others from being read. */
export async function readInputs(io: Io, names: readonly string[]): Promise<Inputs> {
  const reader = new Reader();
  if (names.includes(STDIN)) reader.add(STDIN_FILE, await io.stdin(LARGEST_FILE));
  const { paths, problems } = findFiles(io.files, names.filter((name) => name !== STDIN));
  reader.problems.push(...problems);
  const progress = new Progress(io);
  paths.forEach((path, index) => {
    progress.show(`read ${index} of ${paths.length} files`);
    reader.read(path, io);
  });
  progress.end();
  if (reader.manifests.length === 0 && reader.problems.length === 0) reader.problems.push(nothingRead(names));
  return reader;
}

class Reader implements Inputs {
  public readonly manifests: Manifest[] = [];
  public readonly problems: Problem[] = [];
  private readonly contents = new Map<string, Uint8Array>();
  private readonly sources = new Map<string, SourceText>();

  public get files(): number {
    return this.contents.size;
  }

  public read(path: string, io: Io): void {
    try {
      const { size } = io.files.stat(path);
      if (size > LARGEST_FILE) this.problems.push(tooLargeFile(path, size));
      else this.add(path, io.files.read(path, LARGEST_FILE));
    } catch (error) {
      this.problems.push(unreadable(path, error));
    }
  }

  public add(file: string, content: Uint8Array): void {
    const { manifests, problems } = readManifests(content, file);
    for (const manifest of manifests) this.manifests.push(manifest);
    for (const problem of problems) this.problems.push(problem);
    this.contents.set(file, content);
  }

  public lineOf = (file: string, line: number): string => {
    const content = this.contents.get(file);
    if (!content) return '';
    if (!this.sources.has(file)) {
      const decoded = decodeFile(content);
      this.sources.set(file, new SourceText(file, decoded.flaw ? decoded.before : decoded.text));
    }
    return this.sources.get(file)!.line(line);
  };
}

/** The program before the pipe may have failed: an empty text is no proof of anything. */
function nothingRead([name]: readonly string[]): Problem {
  const file = name === STDIN ? STDIN_FILE : name;
  return { kind: 'unreadable', file, line: 1, column: 1, message: 'holds no object', fix: 'see whether whatever wrote it has failed' };
}

function tooLargeFile(file: string, size: number): Problem {
  const { kind, message, fix } = tooLarge(size);
  return { kind, file, line: 1, column: 1, message, fix };
}
