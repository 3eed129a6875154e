import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unexplained } from './comparison';
import { Differential } from './differential';
import { renderFidelity } from './fidelity';
import { MANIFESTS } from './manifests';
import { say } from '../programs/say';

const FIDELITY = join(__dirname, '..', '..', 'docs', 'fidelity.md');

void main();

/** Counts once more; a document that is not true is not written. */
async function main(): Promise<void> {
  const differential = await Differential.start('fidelity');
  try {
    const [written, spoilt] = [await differential.written(), await differential.spoilt(MANIFESTS.long)];
    const surprises = unexplained([...written, ...spoilt]);
    if (surprises.length) throw new Error(`the API server and the validator differ:\n${surprises.join('\n')}`);
    writeFileSync(FIDELITY, renderFidelity(written, spoilt));
    say(`wrote ${FIDELITY}`);
  } catch (error) {
    say((error as Error).message);
    process.exitCode = 1;
  } finally {
    await differential.stop();
  }
}
