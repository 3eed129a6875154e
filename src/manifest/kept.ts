/** Longer texts are seldom there twice, and are not worth their memory. */
const LONGEST_KEY = 2_000;

/** Remembers what was made of texts: the thousands of canaries of an app have few texts between them. */
export class Kept<Value> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly most: number) {}

  /** What is made of a text; it has to be the same each time, and nobody may change it. */
  public of(key: string, make: () => Value): Value {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const value = make();
    if (key.length > LONGEST_KEY) return value;
    // Starting anew is cheaper than knowing what was used last, and seldom necessary.
    if (this.values.size >= this.most) this.values.clear();
    this.values.set(key, value);
    return value;
  }
}
