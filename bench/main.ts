import { measureAll } from './measurements';
import { withPlainNode } from './plain-node';
import { renderReport } from './report';

void main(process.argv.slice(2));

/** Measures load and synth against peers; figures are no test, so a missed goal is no failure. */
async function main(args: string[]): Promise<void> {
  const unknown = args.find((arg) => arg !== '--json');
  if (unknown !== undefined) {
    console.error(`'npm run bench' takes only '--json', got '${unknown}'`);
    process.exitCode = 2;
    return;
  }
  const measurements = await withPlainNode(measureAll);
  console.log(args.includes('--json') ? JSON.stringify(measurements, undefined, 2) : renderReport(measurements));
}
