import { type Changed, withNumbers, withPause, withStart } from './change';
import { fires, type Guard } from './guard';
import { leastOf } from './least';
import { type Trials } from './trials';

/** One change by which a guard fires; times in seconds. */
export type Remedy =
  | { readonly kind: 'failureLimit'; readonly value: number }
  | { readonly kind: 'interval'; readonly seconds: number; readonly failureLimit?: number }
  | { readonly kind: 'initialDelay'; readonly seconds: number }
  | { readonly kind: 'startingStep'; readonly value: number }
  | { readonly kind: 'pause'; readonly step: number; readonly seconds: number; readonly isNew: boolean };

/** Intervals and delays that people write, in seconds. */
const USUAL = [1800, 900, 600, 300, 240, 180, 120, 90, 60, 45, 30, 20, 15, 10, 5];

/** Pauses are lengthened by parts of this, in seconds. */
const PAUSE_GRAIN = 30;
const LONGEST_PAUSE = 4 * 3600;

/** The smallest changes, each by itself, by which a guard fires where it would not: none where no number helps. */
export function remediesFor(guard: Guard, trials: Trials): Remedy[] {
  const tries = new Tries(guard, trials);
  const single = [tries.failureLimit(), tries.interval(), tries.initialDelay(), tries.startingStep()];
  const found = [...single, single[0] ?? single[1] ? undefined : tries.both(), tries.pause()];
  return found.filter((remedy) => remedy !== undefined);
}

class Tries {
  constructor(private readonly guard: Guard, private readonly trials: Trials) {}

  public failureLimit(): Remedy | undefined {
    const value = limitsBelow(this.guard.plan.failureLimit).find((failureLimit) => this.helps(this.numbers({ failureLimit })));
    return value === undefined ? undefined : { kind: 'failureLimit', value };
  }

  public interval(failureLimit = this.guard.plan.failureLimit): Remedy | undefined {
    const seconds = this.shorter(this.guard.plan.interval).find((interval) => this.helps(this.numbers({ interval: interval * 1000, failureLimit })));
    if (seconds === undefined) return undefined;
    return { kind: 'interval', seconds, ...failureLimit === this.guard.plan.failureLimit ? {} : { failureLimit } };
  }

  public initialDelay(): Remedy | undefined {
    const seconds = this.shorter(this.guard.plan.initialDelay).find((delay) => this.helps(this.numbers({ initialDelay: delay * 1000 })));
    return seconds === undefined ? undefined : { kind: 'initialDelay', seconds };
  }

  public startingStep(): Remedy | undefined {
    const { tried } = this.trials;
    const { background, steps } = tried.model;
    if (!background || this.guard.step !== undefined) return undefined;
    const firstWeight = steps.findIndex(({ weight = 0 }) => weight > 0);
    const earlier = steps.flatMap((_, step) => (step > firstWeight && step < background.startingStep ? [step] : []));
    const value = earlier.findLast((step) => this.helps(withStart(tried, this.guard, step)));
    return value === undefined ? undefined : { kind: 'startingStep', value };
  }

  public both(): Remedy | undefined {
    for (const failureLimit of limitsBelow(this.guard.plan.failureLimit)) {
      const remedy = this.interval(failureLimit);
      if (remedy) return remedy;
    }
    return undefined;
  }

  /** Of the last pause after the last weight; where there is none, or it waits for somebody, a new one at the end. */
  public pause(): Remedy | undefined {
    const { model: { steps } } = this.trials.tried;
    const lastWeight = steps.findLastIndex(({ weight }) => weight !== undefined);
    const last = steps.findLastIndex(({ pause }, index) => index > lastWeight && pause?.duration !== undefined);
    const step = last < 0 ? steps.length : last;
    const before = last < 0 ? 0 : (steps[last].pause?.duration ?? 0) / 1000;
    const isEnough = (grains: number) => this.helps(withPause(this.trials.tried, this.guard, step, (before + grains * PAUSE_GRAIN) * 1000));
    const most = LONGEST_PAUSE / PAUSE_GRAIN;
    if (!isEnough(most)) return undefined;
    return { kind: 'pause', step, seconds: before + leastOf(isEnough, most) * PAUSE_GRAIN, isNew: last < 0 };
  }

  private numbers(numbers: Parameters<typeof withNumbers>[2]): Changed {
    return withNumbers(this.trials.tried, this.guard, numbers);
  }

  private helps({ tried, guard }: Changed): boolean {
    return fires(guard, this.trials, tried);
  }

  /** Nothing is measured anew between two scrapes. */
  private shorter(milliseconds: number | undefined): number[] {
    const { scrapeInterval } = this.trials.assumptions;
    return milliseconds === undefined ? [] : USUAL.filter((seconds) => seconds < milliseconds / 1000 && seconds >= scrapeInterval);
  }
}

/** A limit below 0 tolerates everything. */
function limitsBelow(failureLimit: number): number[] {
  const usual = [3, 2, 1, 0];
  return failureLimit < 0 ? usual : usual.filter((limit) => limit < failureLimit);
}
