import { compareText } from './compare-text';

/** The label that holds a metric's name. */
export const METRIC_NAME = '__name__';

/** What goes with the name where a result is no longer the metric. */
const METADATA = [METRIC_NAME, '__type__', '__unit__'];

/** The labels of a series, sorted by name; a label without value is none. */
export class Labels {
  public static readonly EMPTY = new Labels([], []);

  public static of(record: Readonly<Record<string, string>>): Labels {
    const names = Object.keys(record).filter((name) => record[name] !== '').sort(compareText);
    return new Labels(names, names.map((name) => record[name]));
  }

  private identity: string | undefined;
  private nameless: Labels | undefined;

  private constructor(private readonly names: readonly string[], private readonly values: readonly string[]) {}

  /** One text for each set of labels. */
  public get key(): string {
    return this.identity ??= this.keyOf(() => true);
  }

  public get(name: string): string {
    const index = this.names.indexOf(name);
    return index < 0 ? '' : this.values[index];
  }

  /** The key of some of the labels, without making them. */
  public keyWith(names: readonly string[]): string {
    return this.keyOf((name) => names.includes(name));
  }

  public keyWithout(names: readonly string[]): string {
    return this.keyOf((name) => !names.includes(name));
  }

  public with(name: string, value: string): Labels {
    return this.get(name) === value ? this : Labels.of({ ...this.toRecord(), [name]: value });
  }

  public only(names: readonly string[]): Labels {
    return this.filter((name) => names.includes(name));
  }

  public without(names: readonly string[]): Labels {
    return this.filter((name) => !names.includes(name));
  }

  /** What is left when a result is no longer the metric that it was made of. */
  public withoutName(): Labels {
    return this.nameless ??= this.without(METADATA);
  }

  public compare(other: Labels): number {
    const length = Math.min(this.names.length, other.names.length);
    for (let index = 0; index < length; index++) {
      const order = compareText(this.names[index], other.names[index]) || compareText(this.values[index], other.values[index]);
      if (order !== 0) return order;
    }
    return this.names.length - other.names.length;
  }

  public toRecord(): Record<string, string> {
    return Object.fromEntries(this.names.map((name, index) => [name, this.values[index]]));
  }

  /** As Prometheus writes them in its messages: `{job="shop"}`, the name among them. */
  public toString(): string {
    return `{${this.names.map((name, index) => `${quotedName(name)}=${JSON.stringify(this.values[index])}`).join(', ')}}`;
  }

  private filter(isKept: (name: string) => boolean): Labels {
    const kept = this.names.map((_, index) => index).filter((index) => isKept(this.names[index]));
    return kept.length === this.names.length ? this : new Labels(kept.map((index) => this.names[index]), kept.map((index) => this.values[index]));
  }

  /** Lengths come first: no value can look like the next label. */
  private keyOf(isKept: (name: string) => boolean): string {
    let key = '';
    for (let index = 0; index < this.names.length; index++) {
      const name = this.names[index];
      const value = this.values[index];
      if (isKept(name)) key += `${name.length}:${name}${value.length}:${value}`;
    }
    return key;
  }
}

function quotedName(name: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) ? name : JSON.stringify(name);
}
