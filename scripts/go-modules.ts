import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PINS = join(__dirname, 'crds');

interface GoModule {
  readonly Path: string;
  readonly Version: string;
  readonly Dir?: string;
  readonly Error?: string;
}

/** Downloads modules in the version that go.mod pins, checked against go.sum, and says where each of them lies. */
export function downloadModules(paths: string[]): Map<string, string> {
  const output = runGo(['mod', 'download', '-json', ...paths.map((path) => `${path}@${pinnedVersion(path)}`)]);
  const modules: GoModule[] = JSON.parse(`[${output.replace(/^}\n{/gm, '},{')}]`);
  return new Map(modules.map((module) => {
    if (module.Error || !module.Dir) throw new Error(`cannot download ${module.Path}@${module.Version}: ${module.Error ?? 'no directory'}`);
    return [module.Path, module.Dir];
  }));
}

function pinnedVersion(path: string): string {
  const pins = new Map([...readFileSync(join(PINS, 'go.mod'), 'utf-8').matchAll(/^\s+(\S+) (v\S+)$/gm)].map(([, module, version]) => [module, version]));
  const version = pins.get(path);
  if (version === undefined) throw new Error(`scripts/crds/go.mod does not pin ${path}`);
  return version;
}

function runGo(args: string[]): string {
  try {
    return execFileSync('go', args, { cwd: PINS, encoding: 'utf-8', stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error('CRDs and schemas come out of Go modules: Go 1.24 or later has to be on the PATH, found none', { cause: error });
  }
}
