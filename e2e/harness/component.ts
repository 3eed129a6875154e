import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, closeSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ComponentOptions {
  readonly name: string;
  readonly command: string;
  readonly args: string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Folder of the log. */
  readonly logs: string;
}

const HEALTHY_MILLISECONDS = 90_000;
const PROBE_MILLISECONDS = 50;
const LAST_LINES = 15;

/** A component that did not become healthy, or ended on its own. */
export class ComponentFailure extends Error {}

/** A running program with its log. */
export class Component {
  static start(options: ComponentOptions): Component {
    return new Component(options);
  }

  /** Fails when the program ends without having been told to; never resolves. */
  readonly failed: Promise<never>;

  private readonly name: string;
  private readonly log: string;
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private stopping = false;

  private constructor({ name, command, args, env, logs }: ComponentOptions) {
    this.name = name;
    this.log = join(logs, `${name}.log`);
    const log = openSync(this.log, 'w');
    // The kernel ends the program with the process that started it, however that one ends.
    this.child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', log, log] });
    closeSync(log);
    const ending = new Promise<string>((resolve) => {
      this.child.on('error', (error) => resolve(error.message));
      this.child.on('exit', (code, signal) => resolve(`ended with ${code ?? signal}`));
    });
    this.ended = ending.then(() => undefined);
    this.failed = ending.then((reason) => this.stopping ? new Promise<never>(() => undefined) : Promise.reject(this.failure(reason)));
    // Whoever waits for something races against it; when nobody does, it is no crash.
    this.failed.catch(() => undefined);
  }

  /** Waits until a probe succeeds, and leaves nothing behind when it does not. */
  async healthy(probe: () => Promise<boolean>): Promise<void> {
    try {
      await this.becomeHealthy(probe);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Whether the log has a line with a text: some programs say there alone that they have begun. */
  hasLogged(text: string): boolean {
    return readFileSync(this.log, 'utf-8').includes(text);
  }

  /** Ends the program at once: nothing that it has is needed any more. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.child.kill('SIGKILL');
    await this.ended;
  }

  private async becomeHealthy(probe: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + HEALTHY_MILLISECONDS;
    while (!await Promise.race([probe().catch(() => false), this.failed])) {
      if (Date.now() > deadline) throw this.failure(`not healthy after ${HEALTHY_MILLISECONDS / 1000} s`);
      await sleep(PROBE_MILLISECONDS);
    }
  }

  private failure(reason: string): ComponentFailure {
    const lines = readFileSync(this.log, 'utf-8').trimEnd().split('\n').slice(-LAST_LINES).join('\n');
    return new ComponentFailure(`${this.name} ${reason}; the last lines of ${this.log}:\n${lines}`);
  }
}
