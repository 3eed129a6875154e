import { ORACLES } from './programs';
import { buildGoProgram } from '../programs/go-build';
import { say } from '../programs/say';

void main();

/** Builds every oracle, one after another: each fills the machine as it is. */
async function main(): Promise<void> {
  try {
    for (const program of Object.values(ORACLES)) console.log(`${program.name}: ${await buildGoProgram(program)}`);
  } catch (error) {
    say((error as Error).message);
    process.exitCode = 1;
  }
}
