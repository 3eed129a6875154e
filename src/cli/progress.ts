import { type Io } from './io';

/** What takes longer than this is told about, in milliseconds. */
const PATIENCE = 1000;

/** How often it is told, in milliseconds. */
const EVERY = 200;

/** Says on a terminal how far a long task is, on one line that is taken away in the end. */
export class Progress {
  private next: number;
  private isShown = false;

  constructor(private readonly io: Io) {
    this.next = io.clock() + PATIENCE;
  }

  public show(text: string): void {
    const now = this.io.stderr.isTerminal ? this.io.clock() : 0;
    if (now < this.next) return;
    this.next = now + EVERY;
    this.isShown = true;
    this.io.stderr.write(`\r\x1b[K${text}`);
  }

  public end(): void {
    if (this.isShown) this.io.stderr.write('\r\x1b[K');
  }
}
