import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { lastLines } from '../programs/command';

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
  readonly op: string;
}

/**
 * One oracle, kept alive for many questions.
 *
 * A program that died or did not answer fails the questions that it had; the next one gets a new program.
 */
export class OracleClient {
  private process?: OracleProcess;

  constructor(
    private readonly name: string,
    private readonly command: string,
    private readonly args: string[] = [],
    private readonly timeout = TIMEOUT_MILLISECONDS,
  ) {}

  /** Asks one question; answers may be awaited in any order. */
  async ask<Answer>(op: string, fields: object): Promise<Answer> {
    if (!this.process || this.process.hasEnded) this.process = new OracleProcess(this.name, this.command, this.args, this.timeout);
    return await this.process.ask(op, fields) as Answer;
  }

  /** Ends the program and waits until it is gone. */
  async stop(): Promise<void> {
    await this.process?.stop();
  }
}

/** The program ends with its input, so that it cannot outlive this process, however that ends. */
class OracleProcess {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly pending = new Map<number, Pending>();
  private readonly closed: Promise<void>;
  private lastId = 0;
  private log = '';
  private timer?: NodeJS.Timeout;
  private end?: Error;

  constructor(private readonly name: string, command: string, args: string[], private readonly timeout: number) {
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

  get hasEnded(): boolean {
    return this.end !== undefined;
  }

  async ask(op: string, fields: object): Promise<unknown> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject, op });
      if (this.pending.size === 1) this.waitForAnswer();
      this.child.stdin.write(`${JSON.stringify({ ...fields, id, op })}\n`);
    });
  }

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
    this.waitForAnswer();
    if (reply.error) pending.reject(new NoAnswer(reply.error.kind, reply.error.message));
    else pending.resolve(reply.answer);
  }

  /** Answers come in order: the time runs for the first that is missing, however many wait behind it. */
  private waitForAnswer(): void {
    clearTimeout(this.timer);
    const [first] = this.pending.values();
    if (first) this.timer = setTimeout(() => this.giveUp(`did not answer '${first.op}' within ${this.timeout / 1000} s`), this.timeout);
  }

  private giveUp(why: string): void {
    this.finish(new Error(`${this.name} ${why}; it was ended, its log with: ${lastLines(this.log) || 'nothing'}`));
    this.child.kill('SIGKILL');
  }

  private finish(end: Error): void {
    this.end ??= end;
    clearTimeout(this.timer);
    for (const { reject } of this.pending.values()) reject(this.end);
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
