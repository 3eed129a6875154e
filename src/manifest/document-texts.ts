import { type Flaw } from './problem';

/** A part of a file that kubectl reads as one document. */
export interface DocumentText {
  /** Where it begins in the file. */
  readonly offset: number;
  readonly text: string;
  readonly format: 'yaml' | 'json';
}

/** The documents of a file, and what cannot be one. */
export interface DocumentTexts {
  readonly documents: DocumentText[];
  readonly flaws: Flaw[];
}

/** More than any file holds that was written to be applied. */
const MOST_DOCUMENTS = 100_000;

const BYTE_ORDER_MARK = '\uFEFF';
const SEPARATOR = '---';

/**
 * Splits a file as kubectl does, by lines and before any YAML is read.
 *
 * So one bad document does not spoil the others, and neither anchors nor directives reach from one to the next.
 * A file that begins with a brace is JSON until that fails; several JSON objects need nothing between them.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/yaml/decoder.go
 */
export function splitDocuments(text: string): DocumentTexts {
  const result: DocumentTexts = { documents: [], flaws: [] };
  const rest = /^\uFEFF?\s*\{/.test(text) ? takeJson(text, result) : 0;
  if (rest < text.length) takeYaml(text, rest, result);
  return withinLimit(result);
}

function withinLimit({ documents, flaws }: DocumentTexts): DocumentTexts {
  if (documents.length <= MOST_DOCUMENTS) return { documents, flaws };
  const { offset } = documents[MOST_DOCUMENTS];
  const tooMany: Flaw = { kind: 'limit', offset, message: `a file must have at most ${MOST_DOCUMENTS} documents`, fix: 'split it into several: nothing from here on is read' };
  return { documents: documents.slice(0, MOST_DOCUMENTS), flaws: [...flaws.filter((flaw) => flaw.offset < offset), tooMany] };
}

/** Takes JSON objects from the front, and says where the first thing begins that is none. */
function takeJson(text: string, { documents, flaws }: DocumentTexts): number {
  let offset = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  for (;;) {
    const start = afterSpace(text, offset);
    if (start === text.length) return start;
    const end = endOfJson(text, start);
    const json = text.slice(start, end);
    const reason = whyNotJson(json);
    if (reason === undefined) {
      documents.push({ offset: start, text: json, format: 'json' });
      offset = end;
    } else if (documents.length > 1) {
      // After the second object kubectl is sure that the file is JSON.
      flaws.push({ kind: 'syntax', offset: start, message: `invalid JSON: ${reason}`, fix: 'correct the JSON there: nothing after it is read' });
      return text.length;
    } else {
      return documents.length === 0 ? offset : afterLineOfSpace(text, offset);
    }
  }
}

function whyNotJson(json: string): string | undefined {
  try {
    JSON.parse(json);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function afterSpace(text: string, offset: number): number {
  const space = /[ \t\r\n]*/y;
  space.lastIndex = offset;
  space.exec(text);
  return space.lastIndex;
}

function afterLineOfSpace(text: string, offset: number): number {
  const space = /[ \t\r]*\n?/y;
  space.lastIndex = offset;
  space.exec(text);
  return space.lastIndex;
}

/** Where the JSON value ends that begins at an offset, if it is one; without expressions that repeat, as these run out of stack. */
function endOfJson(text: string, start: number): number {
  const sign = /["{}[\]]/g;
  sign.lastIndex = start;
  let depth = 0;
  for (let match = sign.exec(text); match; match = sign.exec(text)) {
    if (match[0] === '"') sign.lastIndex = endOfString(text, match.index);
    else depth += match[0] === '{' || match[0] === '[' ? 1 : -1;
    if (depth <= 0) return sign.lastIndex;
  }
  return text.length;
}

function endOfString(text: string, quote: number): number {
  const sign = /["\\]/g;
  sign.lastIndex = quote + 1;
  for (let match = sign.exec(text); match; match = sign.exec(text)) {
    if (match[0] === '"') return sign.lastIndex;
    sign.lastIndex++;
  }
  return text.length;
}

function takeYaml(text: string, start: number, { documents, flaws }: DocumentTexts): void {
  let offset = start;
  const take = (end: number) => {
    const from = text.startsWith(BYTE_ORDER_MARK, offset) ? offset + 1 : offset;
    if (from < end) documents.push({ offset: from, text: text.slice(from, end), format: 'yaml' });
  };
  let separator = text.startsWith(SEPARATOR, start) ? start : nextSeparator(text, start);
  let readable = true;
  while (separator >= 0) {
    if (readable) take(separator);
    const lineEnd = text.indexOf('\n', separator);
    offset = lineEnd < 0 ? text.length : lineEnd + 1;
    const beside = text.slice(separator + SEPARATOR.length, offset).trim();
    readable = beside === '' || beside.startsWith('#');
    if (!readable) flaws.push(besideSeparator(separator + SEPARATOR.length, beside));
    separator = nextSeparator(text, offset - 1);
  }
  if (readable) take(text.length);
}

function nextSeparator(text: string, offset: number): number {
  const found = text.indexOf(`\n${SEPARATOR}`, offset);
  return found < 0 ? -1 : found + 1;
}

function besideSeparator(offset: number, got: string): Flaw {
  const shown = got.length > 20 ? `${got.slice(0, 20)}…` : got;
  return { kind: 'syntax', offset, message: `'---' must stand alone on its line, got '${shown}' after it`, fix: 'put the document on the next line: kubectl reads nothing from here on' };
}
