import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { lastLines } from './go-command';

const TIMEOUT_MILLISECONDS = 60_000;

/** As much of a log as may be wanted later. */
const LOG_CHARACTERS = 64_000;

/** There is no answer: the request makes no sense, or upstream's code panicked on it. */
export class NoAnswer extends Error {
  constructor(readonly kind: 'request' | 'panic', message: string) {
    super(message);
  }
}

interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: { readonly kind: 'request' | 'panic'; readonly message: string };
}

interface Pending {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * One oracle, kept alive for many questions.
 *
 * The program ends with its input, so that it cannot outlive this process, however that ends.
 */
export class OracleClient {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly pending = new Map<number, Pending>();
  private readonly closed: Promise<void>;
  private lastId = 0;
  private log = '';
  private end?: Error;

  constructor(private readonly name: string, command: string, args: string[] = [], private readonly timeout = TIMEOUT_MILLISECONDS) {
    this.child = spawn(command, args, { stdio: 'pipe' });
    this.child.stderr.setEncoding('utf-8').on('data', (chunk: string) => { this.log = (this.log + chunk).slice(-LOG_CHARACTERS); });
    this.child.on('error', (error) => this.finish(new Error(`${this.name} did not start: ${error.message}`)));
    // A program that is gone says so by closing; what could not be written any more adds nothing.
    this.child.stdin.on('error', () => undefined);
    createInterface({ input: this.child.stdout }).on('line', (line) => this.receive(line));
    this.closed = new Promise((resolve) => {
      this.child.on('close', (code, signal) => {
        this.finish(new Error(`${this.name} ended with ${code ?? signal}, its log with: ${lastLines(this.log) || 'nothing'}`));
        resolve();
      });
    });
  }

  /** Asks one question; answers may be awaited in any order. */
  async ask<Answer>(op: string, fields: object): Promise<Answer> {
    if (this.end) throw this.end;
    const id = ++this.lastId;
    return new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => this.giveUp(`did not answer '${op}' within ${this.timeout / 1000} s`), this.timeout);
      this.pending.set(id, { resolve: (answer) => resolve(answer as Answer), reject, timer });
      this.child.stdin.write(`${JSON.stringify({ ...fields, id, op })}\n`);
    });
  }

  /** Ends the program and waits until it is gone. */
  async stop(): Promise<void> {
    this.child.stdin.end();
    const timer = setTimeout(() => this.child.kill('SIGKILL'), this.timeout);
    await this.closed;
    clearTimeout(timer);
  }

  private receive(line: string): void {
    const reply = readReply(line);
    const pending = reply && this.pending.get(reply.id);
    if (!pending) return this.giveUp(`wrote what is no answer to anything: ${line.slice(0, 200)}`);
    this.pending.delete(reply.id);
    clearTimeout(pending.timer);
    if (reply.error) pending.reject(new NoAnswer(reply.error.kind, reply.error.message));
    else pending.resolve(reply.answer);
  }

  /** Answers come in order: where one does not come, none after it would. */
  private giveUp(why: string): void {
    this.finish(new Error(`${this.name} ${why}; it was ended, its log with: ${lastLines(this.log) || 'nothing'}`));
    this.child.kill('SIGKILL');
  }

  private finish(end: Error): void {
    this.end ??= end;
    for (const { reject, timer } of this.pending.values()) {
      clearTimeout(timer);
      reject(this.end);
    }
    this.pending.clear();
  }
}

function readReply(line: string): Reply | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
