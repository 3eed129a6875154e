import { spawn } from 'node:child_process';

/** Without cgo a program runs on whatever C library there is; a workspace or the surrounding repository is not for the build to know. */
const ENVIRONMENT = { CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '-buildvcs=false' };

const LAST_LINES = 12;

/** Runs Go in a module's folder and gives what it prints. */
export async function runGo(args: string[], module: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('go', args, { cwd: module, env: { ...process.env, ...ENVIRONMENT }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let log = '';
    child.stdout.setEncoding('utf-8').on('data', (chunk: string) => { output += chunk; });
    child.stderr.setEncoding('utf-8').on('data', (chunk: string) => { log += chunk; });
    child.on('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' ? missingGo(error) : error));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`'go ${args.join(' ')}' ended with ${code ?? signal}: ${lastLines(log)}`));
    });
  });
}

function missingGo(cause: Error): Error {
  return new Error('the oracles are built from Go modules and need Go 1.26 or later on the PATH, found none', { cause });
}

/** The end of a log, where the reason is. */
export function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-LAST_LINES).join('\n');
}
