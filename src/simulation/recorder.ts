import { secondsOf } from './clock';
import { type Measurement, type TimelineEvent } from './timeline';

/** An event whose time is known elsewhere. */
export type Happening = WithoutTime<TimelineEvent>;

export type Emit = (event: Happening) => void;

type WithoutTime<T> = T extends unknown ? Omit<T, 'at' | 'late'> : never;

/** Writes down what happens. */
export class Recorder {
  /** The time of what happens now, in milliseconds. */
  public at = 0;
  /** How many seconds later it may come in a cluster. */
  public late?: number;
  private readonly recorded: TimelineEvent[] = [];

  public readonly emit: Emit = (event) => this.add(this.at, event);

  public add(at: number, event: Happening): void {
    const late = this.late === undefined ? {} : { late: this.late };
    this.recorded.push({ at: secondsOf(at), ...event, ...late } as TimelineEvent);
  }

  /** In the order of time; a query that took long was written down late. */
  public events(): TimelineEvent[] {
    return [...this.recorded].sort((a, b) => a.at - b.at);
  }
}

export function measurementsOf(events: readonly TimelineEvent[]): Measurement[] {
  return events.flatMap((event) => {
    if (event.kind !== 'measurement') return [];
    const { metric, at, phase, value } = event;
    return [{ metric, at, phase, ...value === undefined ? {} : { value } }];
  });
}
