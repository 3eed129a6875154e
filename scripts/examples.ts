import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the examples, each of which is an App of its own. */
export const EXAMPLES = join(__dirname, '..', 'examples');

/** Names of the examples, easiest first. */
export function exampleNames(): string[] {
  return readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}
