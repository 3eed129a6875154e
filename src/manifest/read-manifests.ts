import { Document } from './document';
import { type DocumentText, splitDocuments } from './document-texts';
import { decodeFile } from './file-text';
import { isObject, type Json, type JsonList, type JsonObject, type JsonPath } from './json';
import { commentsOfItems } from './list-comments';
import { type Manifest, manifestOf, type Origin, whatIsMissing } from './manifest';
import { type Flaw, type Problem, Unreadable } from './problem';
import { SourceText } from './source-text';
import { type YamlComment } from './yaml-tokens';

/** What a file holds: the objects that can be read, and what is wrong with the rest. */
export interface ReadResult {
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the Kubernetes objects in a file as kubectl does, and never throws.
 *
 * Text is YAML or JSON of any number of documents; bytes are decoded first. Items of a List are objects of their own.
 *
 * @see docs/decisions/0008-reading-yaml.md
 */
export function readManifests(input: string | Uint8Array, file: string): ReadResult {
  const decoded = decodeFile(input);
  if (decoded.flaw) return { manifests: [], problems: [problemOf(decoded.flaw, new SourceText(file, decoded.before))] };
  return new FileReader(new SourceText(file, decoded.text)).read();
}

class FileReader {
  private readonly manifests: Manifest[] = [];
  private readonly flaws: Flaw[] = [];
  /** Comments of documents without an object: a heading of what follows. */
  private heading: readonly YamlComment[] = [];

  constructor(private readonly source: SourceText) {}

  public read(): ReadResult {
    const { documents, flaws } = splitDocuments(this.source.text);
    this.flaws.push(...flaws);
    for (const part of documents) this.readDocument(part);
    const inOrder = [...this.flaws].sort((a, b) => a.offset - b.offset);
    return { manifests: this.manifests, problems: inOrder.map((flaw) => problemOf(flaw, this.source)) };
  }

  private readDocument(part: DocumentText): void {
    try {
      const document = new Document(this.source, part);
      this.flaws.push(...document.flaws);
      const comments = [...this.heading, ...document.comments];
      this.heading = document.value === null ? comments : [];
      if (document.value !== null) this.addObject(document, document.value, [], comments);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.heading = [];
      this.flaws.push({ ...error.flaw, offset: part.offset + error.flaw.offset });
    }
  }

  private addObject(document: Document, value: Json, path: JsonPath, comments: readonly YamlComment[]): void {
    const missing = whatIsMissing(value);
    if (missing) this.addFlaw(document, path, missing);
    else if (Object.hasOwn(value as JsonObject, 'items')) this.addItems(document, value as JsonObject, path, comments);
    else this.manifests.push(manifestOf(value as JsonObject, this.originOf(document, path, comments)));
  }

  /** Whatever has `items` is a list to kubectl. */
  private addItems(document: Document, list: JsonObject, path: JsonPath, comments: readonly YamlComment[]): void {
    const items = list.items ?? [];
    const itemsPath = [...path, 'items'];
    if (!Array.isArray(items)) {
      this.addFlaw(document, itemsPath, '\'items\' must be a list: kubectl takes every object with it for a List');
      return;
    }
    const owned = commentsOfItems(document, itemsPath, items.length, comments);
    (items as JsonList).forEach((item, index) => this.addObject(document, withKindOf(list, item), [...itemsPath, index], owned[index]));
  }

  private addFlaw(document: Document, path: JsonPath, message: string): void {
    const [offset] = document.extentAt(path, 'value');
    this.flaws.push({ kind: 'no-object', offset, message, fix: 'complete it, or leave it out if it is for another program' });
  }

  private originOf(document: Document, path: JsonPath, comments: readonly YamlComment[]): Origin {
    const { source } = this;
    return {
      file: source.file,
      comments: comments.map(({ offset, text }) => ({ ...source.positionOf(offset), text })),
      locate: (inside, part = 'value') => document.locate([...path, ...inside], part),
    };
  }
}

/** The items of a ConfigMapList need not say that they are ConfigMaps. */
function withKindOf(list: JsonObject, item: Json): Json {
  const kind = String(list.kind).replace(/List$/, '');
  if (!isObject(item) || kind === '' || item.kind || item.apiVersion) return item;
  return { ...item, apiVersion: list.apiVersion, kind };
}

function problemOf({ kind, offset, message, fix }: Flaw, source: SourceText): Problem {
  const position = source.positionOf(offset);
  const isTemplate = kind === 'syntax' && TEMPLATE.test(source.line(position.line));
  return { ...position, kind, message, fix: isTemplate ? RENDER : fix };
}

/** A chart is given as it is more often than anything else that is no YAML. */
const TEMPLATE = /\{\{|\{%/;
const RENDER = 'put {{…}} into quotes if Argo Rollouts fills it in; a template of Helm has to be rendered first: helm template CHART | smart-canary validate -';
