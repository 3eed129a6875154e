import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '..');
const VENDOR = join(ROOT, 'vendor');
const LIB = join(ROOT, 'lib');

const FORM = {
  bundle: true,
  platform: 'node',
  target: 'node20.16',
  format: 'cjs',
  legalComments: 'inline',
  // Names stay: they are in messages.
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'error',
} as const;

main();

/** Puts what the compiler does not see where the compiled library looks for it. */
function main(): void {
  bundle('@marcbachmann/cel-js', 'cel-js');
  bundlePool();
  bundleCommand();
  for (const folder of ['schemas', 'vendor']) {
    rmSync(join(LIB, folder), { recursive: true, force: true });
    cpSync(join(ROOT, folder), join(LIB, folder), { recursive: true });
  }
}

/**
 * Puts the command line and what it always needs into one file: opening two hundred takes as long as checking a bundle.
 *
 * It is made of the sources, and of libraries as modules where they have them: their functions stand side by side then, and V8 reads a function inside of others several times.
 * The other commands stay outside, and so does the error that all of them throw: it has to be one class.
 */
function bundleCommand(): void {
  const outfile = join(LIB, 'src', 'cli', 'smart-canary.js');
  buildSync({
    ...FORM,
    entryPoints: [join(ROOT, 'src', 'cli', 'run.ts')],
    mainFields: ['module', 'main'],
    conditions: ['import'],
    // Commander opens it for commands that are programs of their own; ours are not.
    alias: { 'node:child_process': join(__dirname, 'no-child-process.ts') },
    outfile,
    external: ['../../schemas/*', '../../vendor/*', './simulate-command', './query-command', './condition-command', './explain-command', './usage-error', 're2js'],
  });
  // By which load-compiled.ts knows whether what is compiled of it is still good.
  appendFileSync(outfile, `// sha256 ${createHash('sha256').update(readFileSync(outfile)).digest('hex')}\n`);
}

/** Its two halves stay two files, as one starts threads with the other; what it may take for priorities is a binary, and not asked for. */
function bundlePool(): void {
  const folder = dirname(require.resolve('piscina'));
  buildSync({
    ...FORM,
    entryPoints: ['main', 'worker'].map((half) => join(folder, `${half}.js`)),
    outdir: join(VENDOR, 'piscina'),
    external: ['@napi-rs/nice'],
  });
  copyFileSync(join(folder, '..', 'LICENSE'), join(VENDOR, 'piscina.LICENSE'));
}

/** Makes CommonJS of a library that is published as ESM alone, which a user's jest could not load, and keeps its license with it. */
function bundle(library: string, name: string): void {
  const entry = require.resolve(library);
  mkdirSync(VENDOR, { recursive: true });
  buildSync({
    ...FORM,
    entryPoints: [entry],
    outfile: join(VENDOR, `${name}.js`),
  });
  copyFileSync(join(dirname(entry), '..', 'LICENSE'), join(VENDOR, `${name}.LICENSE`));
}
