import { type Flaw } from './problem';

/** Files above this many bytes are not read; ask before reading one, as the text alone takes that much memory. */
export const LARGEST_FILE = 64 * 1024 * 1024;

/** The API server refuses larger requests, and a syntax tree takes a hundred times the memory of its text. */
export const LARGEST_DOCUMENT = 3 * 1024 * 1024;

/** As far as tools look that tell text from other files. */
const SNIFFED = 8000;

/** The text of a file, or why it has none. */
export type FileText = { readonly text: string; readonly flaw?: undefined } | UnreadableFile;

interface UnreadableFile {
  readonly flaw: Flaw;
  /** The text above the flaw, for its line and column. */
  readonly before: string;
}

/** Decodes a file as UTF-8 and nothing else: kubectl reads UTF-16 with a byte order mark too, but a file in Git has other readers. */
export function decodeFile(input: string | Uint8Array): FileText {
  if (input.length > LARGEST_FILE) return unreadable(tooLarge(input.length));
  if (typeof input === 'string') return { text: input };
  const other = otherEncoding(input);
  if (other) return unreadable({ kind: 'unreadable', offset: 0, message: `a file must be UTF-8 text, got ${other}`, fix: 'save it as UTF-8, or leave it out' });
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
  return isUtf8(input) ? { text } : notUtf8(text);
}

/** Says that a file is too large, by its size alone. */
export function tooLarge(size: number): Flaw {
  const [most, megabytes] = [LARGEST_FILE, size].map((bytes) => Math.round(bytes / 1024 / 1024));
  // What has no end, as a device, is read no further than to the limit.
  const got = megabytes > most ? `${megabytes} MiB` : 'more';
  return { kind: 'limit', offset: 0, message: `a file must have at most ${most} MiB, got ${got}`, fix: 'split it into several, or leave it out if it holds no manifests' };
}

function otherEncoding(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'UTF-16';
  const zero = bytes.subarray(0, SNIFFED).indexOf(0);
  if (zero < 0) return undefined;
  // Text in Latin letters has a zero in every second byte of UTF-16; the byte order mark may be missing.
  const isPaired = zero <= 1 && bytes.length > 2 && bytes[zero + 2] === 0 && bytes[1 - zero] !== 0;
  return isPaired ? 'UTF-16' : 'a binary file';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function notUtf8(text: string): FileText {
  const offset = text.indexOf('\uFFFD');
  const flaw: Flaw = { kind: 'unreadable', offset, message: 'a file must be UTF-8 text, got a byte that is not', fix: 'save it as UTF-8' };
  return { flaw, before: text.slice(0, offset) };
}

function unreadable(flaw: Flaw): FileText {
  return { flaw, before: '' };
}
