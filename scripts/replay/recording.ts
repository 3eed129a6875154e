import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One change of one object, as the recorder writes it. */
export interface RecordedEntry {
  /** Milliseconds since the driver began. */
  readonly t: number;
  readonly kind: string;
  readonly name: string;
  readonly type?: string;
  readonly changed: Readonly<Record<string, unknown>> | null;
}

/** What the real controller did with a bundle. */
export interface Recording {
  readonly name: string;
  /** The bundle as YAML. */
  readonly input: string;
  readonly trace: readonly RecordedEntry[];
}

const FIXTURES = join(__dirname, '..', '..', 'test', 'fixtures');

/** Recordings of the project's own recorder, and of the laboratory before it. */
export const FOLDERS = ['traces', 'lab-traces'];

export function recordings(folder: string): Recording[] {
  const path = join(FIXTURES, folder);
  const names = readdirSync(path).filter((file) => file.endsWith('.input.yaml')).map((file) => file.slice(0, -'.input.yaml'.length));
  return names.sort().map((name) => ({
    name,
    input: readFileSync(join(path, `${name}.input.yaml`), 'utf-8'),
    trace: JSON.parse(readFileSync(join(path, `${name}.json`), 'utf-8')).trace,
  }));
}

/** How a bundle's first revision came, before the driver began. */
export function initialTrace(folder: string, name: string): readonly RecordedEntry[] {
  return JSON.parse(readFileSync(join(FIXTURES, folder, `${name}.initial.json`), 'utf-8'));
}
