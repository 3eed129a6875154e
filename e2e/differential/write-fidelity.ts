import { unexplained } from './comparison';
import { Differential } from './differential';
import { renderFidelity } from './fidelity';
import { MANIFESTS } from './manifests';
import { writeSection } from '../fidelity';
import { say } from '../programs/say';

void main();

/** Counts once more; a document that is not true is not written. */
async function main(): Promise<void> {
  const differential = await Differential.start('fidelity');
  try {
    const [written, spoilt] = [await differential.written(), await differential.spoilt(MANIFESTS.long)];
    const surprises = unexplained([...written, ...spoilt]);
    if (surprises.length) throw new Error(`the API server and the validator differ:\n${surprises.join('\n')}`);
    writeSection('api-server', renderFidelity(written, spoilt).split('\n'));
    say('wrote the section of the API server in docs/fidelity.md');
  } catch (error) {
    say((error as Error).message);
    process.exitCode = 1;
  } finally {
    await differential.stop();
  }
}
