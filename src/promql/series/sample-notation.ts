import { SeriesFileError } from './series-file-error';

/** `12`, `-1.5e3`, `.5`, `1_000`, `Inf`, `NaN`. */
const NUMBER = /(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?![a-z0-9_:])|nan(?![a-z0-9_:])/iy;

/** What separates samples. */
const SPACE = /[ \t]+/y;

const TIMES = /x(\d+)/y;
const STALE = /stale(?![a-zA-Z0-9_:])/y;

/** Reads the samples of a line in the notation of Prometheus' tests. */
export class ValueReader {
  /** How many samples there were. */
  public count = 0;
  private index = 0;

  constructor(private readonly line: string, private position: number, private readonly number: number, private readonly room: number) {}

  public read(sample: (index: number, value: number | 'stale') => void): void {
    while (this.position < this.line.length) {
      if (this.take(SPACE) === undefined) throw this.unexpected('a space between samples');
      if (this.position < this.line.length) this.readItem(sample);
    }
  }

  private readItem(sample: (index: number, value: number | 'stale') => void): void {
    if (this.line.startsWith('{{', this.position)) throw this.fail('native histograms are not implemented here; give the series of a classic histogram');
    if (this.line[this.position] === '_') {
      this.position++;
      this.index += this.repetitions() ?? 1;
      return;
    }
    if (this.take(STALE) !== undefined) sample(this.next(), 'stale');
    else this.readNumbers(sample);
  }

  /** `1`, `1x3` (four times 1), `1+2x3` (1 3 5 7). */
  private readNumbers(sample: (index: number, value: number | 'stale') => void): void {
    let value = this.signed(this.takeSign());
    const sign = this.takeSign();
    const increment = sign === '' ? 0 : this.signed(sign);
    const repetitions = this.repetitions();
    if (repetitions === undefined && sign !== '') throw this.unexpected("'x' and how often");
    if (this.count + (repetitions ?? 0) > this.room) throw this.fail('a file must not hold more than ten million samples');
    for (let times = repetitions ?? 0; times >= 0; times--) {
      sample(this.next(), value);
      value += increment;
    }
  }

  private next(): number {
    this.count++;
    return this.index++;
  }

  private repetitions(): number | undefined {
    const text = this.take(TIMES);
    return text === undefined ? undefined : Number(text.slice(1));
  }

  private takeSign(): string {
    const sign = this.line[this.position] ?? '';
    if (sign !== '+' && sign !== '-') return '';
    this.position++;
    return sign;
  }

  private signed(sign: string): number {
    const text = this.take(NUMBER)?.toLowerCase().replaceAll('_', '');
    if (text === undefined) throw this.unexpected("a number, '_' or 'stale'");
    const value = text === 'inf' ? Infinity : text === 'nan' ? NaN : Number(text);
    return sign === '-' ? -value : value;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const [text] = pattern.exec(this.line) ?? [];
    this.position += text?.length ?? 0;
    return text;
  }

  private unexpected(expected: string): SeriesFileError {
    const found = this.line[this.position];
    return this.fail(`expected ${expected}, got ${found === undefined ? 'the end of the line' : `'${found}'`}`);
  }

  private fail(message: string): SeriesFileError {
    return new SeriesFileError({ line: this.number, column: this.position + 1 }, message);
  }
}
