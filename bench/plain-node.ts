import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const MEASURED = join(__dirname, 'measured');
const SCRATCH = join(__dirname, '..', 'artifacts');

/** Runs a script of `bench/measured` in a fresh process and gives what it prints as JSON. */
export type RunScript = (script: string, ...args: string[]) => unknown;

/** Makes plain JavaScript of `bench/measured` for as long as it is used: a TypeScript loader would be measured too. */
export async function withPlainNode<T>(use: (run: RunScript) => Promise<T>): Promise<T> {
  mkdirSync(SCRATCH, { recursive: true });
  const folder = mkdtempSync(join(SCRATCH, 'bench-'));
  try {
    for (const name of readdirSync(MEASURED)) writeFileSync(join(folder, name.replace(/\.ts$/, '.js')), toJavaScript(join(MEASURED, name)));
    return await use((script, ...args) => JSON.parse(execFileSync(process.execPath, [join(folder, `${script}.js`), ...args], { encoding: 'utf-8' })));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toJavaScript(file: string): string {
  return transpileModule(readFileSync(file, 'utf-8'), { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2023 } }).outputText;
}
