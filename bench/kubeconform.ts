import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writePeerSchemas } from './peer-schemas';
import { buildGoProgram } from '../e2e/programs/go-build';

/** The command line with which kubeconform checks files as we do: strictly, by the same schemas, on all cores. */
export interface Kubeconform {
  readonly program: string;
  readonly args: readonly string[];
}

/** Builds kubeconform and writes the schemas for it; nothing where there is no Go, which is said. */
export async function provideKubeconform(scratch: string): Promise<Kubeconform | undefined> {
  try {
    execFileSync('go', ['version']);
  } catch {
    console.error('bench: there is no Go to build kubeconform with, so the validator is measured without its peer');
    return undefined;
  }
  const program = await buildGoProgram({
    name: 'kubeconform', module: join(__dirname, 'kubeconform'), package: 'github.com/yannh/kubeconform/cmd/kubeconform',
  });
  const schemas = join(scratch, 'schemas');
  mkdirSync(schemas);
  writePeerSchemas(schemas);
  return { program, args: ['-schema-location', join(schemas, '{{.Group}}_{{.ResourceKind}}_{{.ResourceAPIVersion}}.json'), '-summary'] };
}
