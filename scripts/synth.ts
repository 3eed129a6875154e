import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exampleNames } from './examples';

const ROOT = join(__dirname, '..');
const DIST = join(ROOT, 'dist');
const SCRATCH = join(ROOT, 'artifacts');

main(process.argv.slice(2));

/** Runs the real `cdk8s synth` for each example, or for those that are named. */
function main(wanted: string[]): void {
  const names = exampleNames();
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    console.error(`there is no example '${unknown}', only ${names.join(', ')}`);
    process.exitCode = 2;
    return;
  }
  mkdirSync(DIST, { recursive: true });
  mkdirSync(SCRATCH, { recursive: true });
  for (const name of wanted.length ? wanted : names) synthesize(name);
  if (wanted.length === 0) removeOthers(names);
}

/** The CLI empties its output folder before it runs the app: a failing app would lose what was there. */
function synthesize(name: string): void {
  const scratch = mkdtempSync(join(SCRATCH, 'synth-'));
  try {
    const output = join(scratch, name);
    runCli(['synth', '--app', `tsx examples/${name}/main.ts`, '--output', output]);
    // What the plugin is told of the constructs; whoever applies the folder would stumble over it.
    rmSync(join(output, 'construct-metadata.json'));
    rmSync(join(DIST, name), { recursive: true, force: true });
    renameSync(output, join(DIST, name));
    console.log(`dist/${name}: ${readdirSync(join(DIST, name)).join(', ')}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What it says is of interest where it fails: then the plugin's report is in it. */
function runCli(args: string[]): void {
  try {
    execFileSync('cdk8s', args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (error) {
    console.error(String((error as { stdout?: Buffer }).stdout));
    throw error;
  }
}

/** Drops what an example that is no more has left behind. */
function removeOthers(names: string[]): void {
  for (const entry of readdirSync(DIST).filter((name) => !names.includes(name))) {
    rmSync(join(DIST, entry), { recursive: true });
  }
}
