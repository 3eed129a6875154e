/** A place in a text; lines and columns count from 1, columns in UTF-16 units. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A place with an extent, so that it can be underlined. */
export interface Span extends Position {
  readonly length: number;
}

/** Where each line ends: as editors count, so a lone carriage return ends one too. */
const LINE_END = /\r\n|\n|\r/g;

/** The text of a file, and which line and column an offset is at. */
export class SourceText {
  private starts: number[] | undefined;

  constructor(public readonly file: string, public readonly text: string) {}

  public positionOf(offset: number): Position {
    const starts = this.lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.file, line: low + 1, column: offset - starts[low] + 1 };
  }

  /** A line without its end; empty where there is none of that number. */
  public line(number: number): string {
    const starts = this.lineStarts();
    if (number < 1 || number > starts.length) return '';
    return this.text.slice(starts[number - 1], this.endOfLine(number));
  }

  /** The offset at which a line ends, without what ends it. */
  public endOfLine(number: number): number {
    let end = this.lineStarts()[number] ?? this.text.length;
    // No expression: a manifest may be one line of megabytes, and asked for thousands of times.
    while (end > this.lineStarts()[number - 1] && '\r\n'.includes(this.text[end - 1])) end--;
    return end;
  }

  private lineStarts(): number[] {
    return this.starts ??= lineStartsOf(this.text);
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(LINE_END)) starts.push(index + end.length);
  return starts;
}
