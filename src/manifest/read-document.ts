import { Document } from './document';
import { type DocumentText, splitDocuments } from './document-texts';
import { decodeFile } from './file-text';
import { type Json, type JsonPath } from './json';
import { type Flaw, type Problem, Unreadable } from './problem';
import { type Position, SourceText } from './source-text';

/** A value in a file and where its parts are, or what is wrong with the file. */
export type ReadDocument =
  | { readonly value: Json; readonly locate: (path: JsonPath) => Position; readonly problem?: undefined }
  | { readonly problem: Problem };

/** Reads a file that holds one value and no Kubernetes objects, such as a configuration; null where it is empty. */
export function readDocument(input: Uint8Array, file: string): ReadDocument {
  const decoded = decodeFile(input);
  const source = new SourceText(file, decoded.flaw ? decoded.before : decoded.text);
  if (decoded.flaw) return { problem: problemOf(decoded.flaw, source, 0) };
  const { documents, flaws: [flaw] } = splitDocuments(source.text);
  if (flaw) return { problem: problemOf(flaw, source, 0) };
  return readOne(documents, source);
}

function readOne(documents: readonly DocumentText[], source: SourceText): ReadDocument {
  for (const [index, part] of documents.entries()) {
    const read = readPart(part, source);
    // Nothing but comments stands above many a `---`.
    if (!read.problem && read.value === null) continue;
    const next = documents.at(index + 1);
    return next && !read.problem ? { problem: problemOf(MORE_THAN_ONE, source, next.offset) } : read;
  }
  return { value: null, locate: () => source.positionOf(0) };
}

function readPart(part: DocumentText, source: SourceText): ReadDocument {
  try {
    const document = new Document(source, part);
    const [flaw] = document.flaws;
    return flaw ? { problem: problemOf(flaw, source, 0) } : { value: document.value, locate: (path) => document.locate(path, 'value') };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { problem: problemOf(error.flaw, source, part.offset) };
  }
}

const MORE_THAN_ONE: Flaw = { kind: 'ignored', offset: 0, message: 'the file must hold one document, got another one', fix: 'put them into one' };

function problemOf({ kind, offset, message, fix }: Flaw, source: SourceText, start: number): Problem {
  return { ...source.positionOf(start + offset), kind, message, fix };
}
