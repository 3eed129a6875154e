import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runIsolated } from './isolated-run';

const JEST = join(__dirname, '..', '..', 'node_modules', 'jest', 'bin', 'jest.js');

/** Suites that make up `npm run e2e -- --short`. */
const SHORT = 'e2e/cluster/short/';

/** Each suite that runs at a time has a cluster of its own, of about one gigabyte. */
const SUITES_AT_A_TIME = 2;

void main(process.argv.slice(2));

/** Runs the suites, and those of the oracles where none are named; everything but `--short` is for jest. */
async function main(args: string[]): Promise<void> {
  const oracles = args.length === 0 ? runOracles() : 0;
  const selection = args.flatMap((arg) => arg === '--short' ? [SHORT] : [arg]);
  await runIsolated((isolated) => [JEST, '--config', 'e2e/jest.config.json', `--maxWorkers=${isolated ? SUITES_AT_A_TIME : 1}`, ...selection]);
  if (oracles !== 0) process.exitCode = oracles;
}

/** They need no cluster, and come first, because they are done sooner. */
function runOracles(): number {
  return spawnSync('npm', ['run', 'e2e:differential'], { cwd: join(__dirname, '..', '..'), stdio: 'inherit' }).status ?? 1;
}
