import { main } from './main';
import { processIo } from './process-io';

/** Runs the command line of this process. */
export async function run(version: string): Promise<void> {
  // Whoever reads us may have seen enough: `smart-canary … | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`error: the report cannot be written: ${error.code}\n`);
    process.exit(2);
  });
  // Not `exit()`: what is written to a pipe would be cut off.
  process.exitCode = await main(process.argv.slice(2), processIo(version));
}
