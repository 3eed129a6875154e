import { lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where an app is written to: each of its files is there as a whole, or as it was before. */
export class OutputFolder {
  private drafts?: string;

  constructor(private readonly path: string) {
    mkdirSync(path, { recursive: true });
  }

  public makeFolder(name: string): void {
    mkdirSync(join(this.path, name), { recursive: true });
  }

  /** A file is drafted where nobody looks for YAML, in the same file system, and moved when it is complete; one that says the same already is left alone. */
  public write(name: string, text: string): void {
    const content = Buffer.from(text);
    const path = join(this.path, name);
    if (isThere(path, content)) return;
    this.drafts ??= mkdtempSync(join(this.path, '.synth-'));
    const draft = join(this.drafts, 'draft');
    writeFileSync(draft, content);
    renameSync(draft, path);
  }

  public close(): void {
    if (this.drafts) rmSync(this.drafts, { recursive: true, force: true });
  }
}

/** Links are replaced whatever they lead to. */
function isThere(path: string, content: Buffer): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size === content.length && readFileSync(path).equals(content);
}
