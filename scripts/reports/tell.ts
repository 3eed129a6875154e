import { join } from 'node:path';
import { main } from '../../src/cli/main';
import { processIo } from '../../src/cli/process-io';

const ROOT = join(__dirname, '..', '..');

/** What the command line says. */
export interface Told {
  readonly stdout: string;
  readonly exitCode: number;
  /** Command and answer, for a page. */
  readonly shown: string;
}

/** Runs the command line in the folder of the project, without a terminal. */
export async function tell(argv: readonly string[]): Promise<Told> {
  const [stdout, stderr]: string[][] = [[], []];
  const { files, ...io } = processIo('0.0.0');
  const exitCode = await main(argv, {
    ...io,
    files: {
      stat: (path) => files.stat(join(ROOT, path)),
      list: (folder) => files.list(join(ROOT, folder)),
      realPath: (path) => files.realPath(join(ROOT, path)),
      read: (path, limit) => files.read(join(ROOT, path), limit),
    },
    stdout: { write: (text) => void stdout.push(text), isTerminal: false },
    stderr: { write: (text) => void stderr.push(text), isTerminal: false },
    environment: {},
    clock: () => 0,
  });
  const [answer, talk] = [stdout.join(''), stderr.join('')];
  return { stdout: answer, exitCode, shown: `\`\`\`console\n$ smart-canary ${argv.join(' ')}\n${talk}${answer}\`\`\`` };
}
