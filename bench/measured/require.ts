import { performance } from 'node:perf_hooks';

/* Prints the milliseconds that it takes to require the modules that are named. */
const start = performance.now();
for (const name of process.argv.slice(2)) {
  // Loading is what is measured.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require(name);
}
console.log(performance.now() - start);
