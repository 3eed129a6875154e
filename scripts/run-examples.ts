import { join } from 'node:path';
import { EXAMPLES, exampleNames } from './examples';

/* The app of cdk8s.yaml: every example, each into its own folder of the output. */
// With plugins the CLI asks for a file about the constructs beside the manifests, and whoever applies the folder would stumble over it.
process.env.CDK8S_RECORD_CONSTRUCT_METADATA = 'false';
const output = process.env.CDK8S_OUTDIR ?? 'dist';
for (const name of exampleNames()) {
  process.env.CDK8S_OUTDIR = join(output, name);
  // An example runs when it is loaded, as `node main.js` would run it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require(join(EXAMPLES, name, 'main.ts'));
}
