import { buildProgram } from './go-build';
import { ORACLES } from './programs';

void main();

/** Builds every oracle, one after another: each fills the machine as it is. */
async function main(): Promise<void> {
  try {
    for (const program of Object.values(ORACLES)) console.log(`${program.name}: ${await buildProgram(program)}`);
  } catch (error) {
    console.error(`e2e: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
