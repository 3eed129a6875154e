import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '..');
const VENDOR = join(ROOT, 'vendor');
const LIB = join(ROOT, 'lib');

main();

/** Puts what the compiler does not see where the compiled library looks for it. */
function main(): void {
  bundle('@marcbachmann/cel-js', 'cel-js');
  for (const folder of ['schemas', 'vendor']) {
    rmSync(join(LIB, folder), { recursive: true, force: true });
    cpSync(join(ROOT, folder), join(LIB, folder), { recursive: true });
  }
}

/** Makes CommonJS of a library that is published as ESM alone, which a user's jest could not load, and keeps its license with it. */
function bundle(library: string, name: string): void {
  const entry = require.resolve(library);
  mkdirSync(VENDOR, { recursive: true });
  buildSync({
    entryPoints: [entry],
    outfile: join(VENDOR, `${name}.js`),
    bundle: true,
    platform: 'node',
    target: 'node20.16',
    format: 'cjs',
    legalComments: 'inline',
    // Names stay: they are in messages.
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'error',
  });
  copyFileSync(join(dirname(entry), '..', 'LICENSE'), join(VENDOR, `${name}.LICENSE`));
}
