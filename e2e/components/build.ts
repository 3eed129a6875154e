import { provideBinaries } from './binaries';
import { say } from '../programs/say';

void main();

/** Builds what the cluster suite runs. */
async function main(): Promise<void> {
  try {
    for (const [name, path] of Object.entries(await provideBinaries())) console.log(`${name}: ${path}`);
  } catch (error) {
    say(`${(error as Error).message}`);
    process.exitCode = 1;
  }
}
