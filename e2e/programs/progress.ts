import { say } from './say';

const PROGRESS_MILLISECONDS = 30_000;

/** Says that a program is being built, for how long already, and that it is done. */
export async function withProgress(name: string, work: () => Promise<void>): Promise<void> {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  say(`building ${name}, minutes where Go's own cache is cold`);
  const timer = setInterval(() => say(`building ${name}, ${seconds()} s`), PROGRESS_MILLISECONDS);
  try {
    await work();
    say(`built ${name} in ${seconds()} s`);
  } finally {
    clearInterval(timer);
  }
}
