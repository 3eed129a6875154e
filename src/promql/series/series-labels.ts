import { Labels, METRIC_NAME } from './labels';
import { SeriesFileError } from './series-file-error';
import { scanString } from '../scan-string';
import { unquote } from '../unquote';

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const LABEL = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const SPACE = /[ \t]*/y;

/** The labels at the beginning of a line, and where they end: `name{label="value"}`, `{"a name", label="value"}`. */
export function readSeriesLabels(line: string, number: number): { readonly labels: Labels; readonly end: number } {
  const reader = new LabelReader(line, number);
  return { labels: reader.read(), end: reader.position };
}

class LabelReader {
  public position = 0;
  private readonly record: Record<string, string> = {};

  constructor(private readonly line: string, private readonly number: number) {}

  public read(): Labels {
    this.take(SPACE);
    const name = this.take(NAME);
    if (name) this.record[METRIC_NAME] = name;
    const afterName = this.position;
    this.take(SPACE);
    if (this.line[this.position] === '{' && this.line[this.position + 1] !== '{') this.readBraces();
    else if (name) this.position = afterName;
    else throw this.unexpected('a series such as requests_total{code="200"} 0+1x10');
    return Labels.of(this.record);
  }

  private readBraces(): void {
    this.position++;
    for (this.take(SPACE); this.line[this.position] !== '}'; this.take(SPACE)) {
      this.readLabel();
      this.take(SPACE);
      if (this.line[this.position] === ',') this.position++;
      else if (this.line[this.position] !== '}') throw this.unexpected("',' or '}'");
    }
    this.position++;
  }

  private readLabel(): void {
    const start = this.position;
    const isQuoted = this.isQuote();
    const label = isQuoted ? this.readString() : this.take(LABEL);
    if (label === '') throw this.unexpected('a label');
    this.take(SPACE);
    if (isQuoted && this.line[this.position] !== '=') return this.set(METRIC_NAME, label, start);
    if (this.line[this.position] !== '=') throw this.unexpected("'='");
    this.position++;
    this.take(SPACE);
    if (!this.isQuote()) throw this.unexpected('a value in quotes');
    return this.set(label, this.readString(), start);
  }

  private set(label: string, value: string, start: number): void {
    if (Object.hasOwn(this.record, label)) throw this.fail(start, `a label must be given once, got '${label}' again`);
    this.record[label] = value;
  }

  private isQuote(): boolean {
    return ['"', "'", '`'].includes(this.line[this.position]);
  }

  private readString(): string {
    const start = this.position;
    const { end, error } = scanString(this.line, start);
    if (error !== undefined) throw this.fail(Math.min(end, this.line.length), error);
    this.position = end;
    return unquote(this.line.slice(start, end));
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const [text] = pattern.exec(this.line) ?? [''];
    this.position += text.length;
    return text;
  }

  private unexpected(expected: string): SeriesFileError {
    const found = this.line[this.position];
    return this.fail(this.position, `expected ${expected}, got ${found === undefined ? 'the end of the line' : `'${found}'`}`);
  }

  private fail(position: number, message: string): SeriesFileError {
    return new SeriesFileError({ line: this.number, column: position + 1 }, message);
  }
}
