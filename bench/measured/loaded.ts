import { statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { canaryChart } from './canary-chart';

const LIBRARY = join(dirname(require.resolve('cdk8s-smart-canary/package.json')), 'lib', sep);
const L1S = join(LIBRARY, 'imports', sep);

/** Files that Node has loaded. */
export interface Loaded {
  readonly files: number;
  readonly bytes: number;
  /** How many of the files are L1s, which are loaded on first use. */
  readonly l1Files: number;
}

main();

/** Prints what is loaded of the library once it is required, and once it has made a canary; beside it cdk8s with all that it needs. */
function main(): void {
  const afterRequire = countLoaded(isOfLibrary);
  canaryChart().toJson();
  const afterCanary = countLoaded(isOfLibrary);
  const peer = countLoaded((file) => !isOfLibrary(file) && dirname(file) !== __dirname);
  console.log(JSON.stringify({ afterRequire, afterCanary, peer }));
}

function countLoaded(isWanted: (file: string) => boolean): Loaded {
  const files = Object.keys(require.cache).filter(isWanted);
  return {
    files: files.length,
    bytes: files.reduce((total, file) => total + statSync(file).size, 0),
    l1Files: files.filter((file) => file.startsWith(L1S)).length,
  };
}

function isOfLibrary(file: string): boolean {
  return file.startsWith(LIBRARY);
}
