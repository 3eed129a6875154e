import { join } from 'node:path';
import { EXAMPLES, exampleNames } from './examples';

/* The app of cdk8s.yaml: every example, each into its own folder of the output. */
const output = process.env.CDK8S_OUTDIR ?? 'dist';
for (const name of exampleNames()) {
  process.env.CDK8S_OUTDIR = join(output, name);
  // An example runs when it is loaded, as `node main.js` would run it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require(join(EXAMPLES, name, 'main.ts'));
}
