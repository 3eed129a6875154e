import { spawn } from 'node:child_process';
import { say } from './say';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What the command is for, and which program is missing where it is not found. */
  readonly missing: string;
}

/** A command that did not end with 0, with the last of what it said. */
export class CommandFailure extends Error {}

const LAST_LINES = 12;

/** Runs a command to its end and gives what it wrote to standard output. */
export async function runCommand(command: string, args: string[], options: CommandOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let talk = '';
    child.stdout.setEncoding('utf-8').on('data', (chunk: string) => { output += chunk; });
    child.stderr.setEncoding('utf-8').on('data', (chunk: string) => { talk += chunk; });
    child.on('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' ? new CommandFailure(options.missing) : error));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new CommandFailure(`'${command} ${args.join(' ')}' ended with ${code ?? signal}:\n${lastLines(talk)}`));
    });
  });
}

/** The end of a log, where the reason is. */
export function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-LAST_LINES).join('\n');
}

/** Tries once more what may fail by chance, a download for one, and says so. */
export async function withOneRetry<T>(what: string, attempt: () => Promise<T>, beforeRetry?: () => Promise<unknown>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    say(`${what} failed and is tried once more: ${(error as Error).message}`);
    await beforeRetry?.();
    return attempt();
  }
}
