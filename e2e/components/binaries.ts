import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAMS } from './programs';
import { unpackPrometheus } from './prometheus-package';
import { runCommand } from '../programs/command';
import { buildGoProgram } from '../programs/go-build';

/** Paths of the programs that a cluster is made of. */
export type Binaries = Record<keyof typeof PROGRAMS | 'prometheus', string>;

const ROOT = join(__dirname, '..', '..');

/** Where `npm run crds` puts what the API server has to know. */
export const CRDS = join(ROOT, 'crds');

/** Gives all programs, built or downloaded where they are not there yet, one after another: they fill the machine as it is. */
export async function provideBinaries(): Promise<Binaries> {
  await provideCrds();
  return {
    prometheus: await unpackPrometheus(),
    etcd: await buildGoProgram(PROGRAMS.etcd),
    apiServer: await buildGoProgram(PROGRAMS.apiServer),
    controllerManager: await buildGoProgram(PROGRAMS.controllerManager),
    argoRollouts: await buildGoProgram(PROGRAMS.argoRollouts),
  };
}

async function provideCrds(): Promise<void> {
  if (existsSync(CRDS)) return;
  await runCommand('npm', ['run', '--silent', 'crds'], { cwd: ROOT, missing: 'the CRDs are made by \'npm run crds\', found no npm on the PATH' });
}
