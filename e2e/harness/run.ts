import { join } from 'node:path';
import { runIsolated } from './isolated-run';

const JEST = join(__dirname, '..', '..', 'node_modules', 'jest', 'bin', 'jest.js');

/** Suites that make up `npm run e2e -- --short`. */
const SHORT = 'e2e/cluster/short/';

/** Each suite that runs at a time has a cluster of its own, of about one gigabyte. */
const SUITES_AT_A_TIME = 2;

void main(process.argv.slice(2));

/** Runs the suites; everything but `--short` is for jest. */
async function main(args: string[]): Promise<void> {
  const selection = args.flatMap((arg) => arg === '--short' ? [SHORT] : [arg]);
  await runIsolated((isolated) => [JEST, '--config', 'e2e/jest.config.json', `--maxWorkers=${isolated ? SUITES_AT_A_TIME : 1}`, ...selection]);
}
