import { printable } from './printable';

/** A line of a file, and what is underlined in it. */
export interface Excerpt {
  readonly text: string;
  /** Where the underlining begins, counted from 0, and how long it is. */
  readonly start: number;
  readonly length: number;
}

/** As much of a line as is shown: a manifest in JSON may be one line. */
const WIDEST = 110;

/** What is kept to the left of the underlined part. */
const BEFORE = 40;

const ELLIPSIS = '…';

/** Cuts out of a line what is around a column. */
export function excerptOf(line: string, column: number, length: number): Excerpt {
  const start = Math.min(column - 1, line.length);
  const from = line.length <= WIDEST ? 0 : Math.max(0, Math.min(start - BEFORE, line.length - WIDEST));
  const until = Math.min(line.length, from + WIDEST);
  const before = (from > 0 ? ELLIPSIS : '') + shown(line.slice(from, start));
  const marked = shown(line.slice(start, Math.min(start + Math.max(1, length), until)));
  const after = shown(line.slice(Math.min(start + Math.max(1, length), until), until)) + (until < line.length ? ELLIPSIS : '');
  return { text: before + marked + after, start: before.length, length: Math.max(1, marked.length) };
}

/** A tab is as wide as the terminal likes, and the mark would miss what it is for. */
function shown(text: string): string {
  return printable(text.replaceAll('\t', ' '));
}
