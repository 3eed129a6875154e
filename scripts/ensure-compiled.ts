import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(__dirname, '..');
const INPUTS = ['src', 'imports', 'schemas', 'scripts/bundle.ts', 'package.json', 'tsconfig.json', 'README.md'];
const OUTPUTS = ['.jsii', 'vendor', 'lib/vendor', 'lib/schemas', 'lib/src/cli/smart-canary.js'];
const DIGEST_FILE = join(ROOT, 'lib', '.inputs.sha256');

main();

/** Compiles where `lib/` is missing or made from other sources: file times mean nothing after a checkout. */
function main(): void {
  const digest = digestInputs();
  const compiled = existsSync(DIGEST_FILE) ? readFileSync(DIGEST_FILE, 'utf-8') : undefined;
  if (compiled === digest && OUTPUTS.every((output) => existsSync(join(ROOT, output)))) return;
  execFileSync('jsii', ['--silence-warnings=reserved-word'], { cwd: ROOT, stdio: 'inherit' });
  execFileSync('tsx', [join('scripts', 'bundle.ts')], { cwd: ROOT, stdio: 'inherit' });
  writeFileSync(DIGEST_FILE, digest);
}

function digestInputs(): string {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap((input) => listFiles(join(ROOT, input)))) {
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function listFiles(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
