import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chooseIsolation } from './isolation';
import { provideBinaries } from '../components/binaries';
import { say } from '../components/say';

const ROOT = join(__dirname, '..', '..');
const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const RUNS = join(__dirname, '..', '.runs');

/** The kernel ends what follows when this process ends, however that happens. */
const ENDED_WITH_US = ['setpriv', '--pdeathsig', 'KILL', '--'];

/** Suites that make up `npm run e2e -- --short`. */
const SHORT = 'e2e/cluster/short/';

/** Each suite that runs at a time has a cluster of its own, of about one gigabyte. */
const SUITES_AT_A_TIME = 2;

void main(process.argv.slice(2));

/** Builds what is missing and runs the suites; everything but `--short` is for jest. */
async function main(args: string[]): Promise<void> {
  try {
    if (process.platform !== 'linux') throw new Error(`the cluster suites run on Linux, got ${process.platform}`);
    await provideBinaries();
    process.exitCode = await runSuites(args);
  } catch (error) {
    say(`${(error as Error).message}`);
    process.exitCode = 1;
  }
}

/** Runs jest and gives its exit code; the logs of a failed run are kept. */
async function runSuites(args: string[]): Promise<number> {
  const { isolated, prefix } = chooseIsolation();
  if (!isolated) say('no permission for a network namespace; using free ports of the loopback, one suite at a time');
  const selection = args.flatMap((arg) => arg === '--short' ? [SHORT] : [arg]);
  const workers = isolated ? SUITES_AT_A_TIME : 1;
  const logs = makeLogFolder();
  const command = [...ENDED_WITH_US, ...prefix, process.execPath, JEST, '--config', 'e2e/jest.config.json', `--maxWorkers=${workers}`, ...selection];
  const code = await runToEnd(command, { E2E_RUN: logs });
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
