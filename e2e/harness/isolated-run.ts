import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chooseIsolation } from './isolation';
import { provideBinaries } from '../components/binaries';
import { say } from '../programs/say';

const ROOT = join(__dirname, '..', '..');
const RUNS = join(__dirname, '..', '.runs');

/** The kernel ends what follows when this process ends, however that happens. */
const ENDED_WITH_US = ['setpriv', '--pdeathsig', 'KILL', '--'];

/**
 * Builds what is missing and runs Node on a script with its ports and processes apart from everything else; sets this process's exit code.
 *
 * @param argsFor - the script and its arguments, by whether they are apart
 */
export async function runIsolated(argsFor: (isolated: boolean) => string[]): Promise<void> {
  try {
    if (process.platform !== 'linux') throw new Error(`the cluster suites run on Linux, got ${process.platform}`);
    await provideBinaries();
    process.exitCode = await runWithLogs(argsFor);
  } catch (error) {
    say((error as Error).message);
    process.exitCode = 1;
  }
}

/** The logs of a failed run are kept. */
async function runWithLogs(argsFor: (isolated: boolean) => string[]): Promise<number> {
  const { isolated, prefix } = chooseIsolation();
  if (!isolated) say('no permission for a network namespace; using free ports of the loopback, one suite at a time');
  const logs = makeLogFolder();
  const code = await runToEnd([...ENDED_WITH_US, ...prefix, process.execPath, ...argsFor(isolated)], { E2E_RUN: logs });
  if (code === 0) {
    rmSync(logs, { recursive: true, force: true });
  } else {
    for (const suite of readdirSync(logs)) rmSync(join(logs, suite, 'data'), { recursive: true, force: true });
    say(`the logs of this run are in ${logs}`);
  }
  return code;
}

function makeLogFolder(): string {
  mkdirSync(RUNS, { recursive: true });
  return mkdtempSync(join(RUNS, `${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}-`));
}

/** Whoever ends this process, ends the suites: the first process of a namespace would not hear of a signal. */
async function runToEnd([command, ...args]: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill('SIGKILL'));
  return new Promise((resolve, reject) => child.on('error', reject).on('exit', (code) => resolve(code ?? 1)));
}
