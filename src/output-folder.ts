import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

  /** A file is drafted where nobody looks for YAML, in the same file system, and moved when it is complete. */
  public write(name: string, text: string): void {
    this.drafts ??= mkdtempSync(join(this.path, '.synth-'));
    const draft = join(this.drafts, 'draft');
    writeFileSync(draft, text);
    renameSync(draft, join(this.path, name));
  }

  public close(): void {
    if (this.drafts) rmSync(this.drafts, { recursive: true, force: true });
  }
}
