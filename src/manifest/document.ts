import { type DocumentText } from './document-texts';
import { LARGEST_DOCUMENT } from './file-text';
import { type Json, type JsonPath } from './json';
import { type Flaw, Unreadable } from './problem';
import { type SourceText, type Span } from './source-text';
import { type YamlComment } from './yaml-tokens';
import { parseTree } from './yaml-tree';
import { type Extent, extentOf, type Place, YamlValue } from './yaml-value';

/** Whether a place is that of a value or of the key before it. */
export type Side = 'key' | 'value';

/** What is in a document, and where. */
export class Document {
  public readonly value: Json;
  public readonly comments: readonly YamlComment[];
  public readonly flaws: readonly Flaw[];
  private places: Places | undefined;

  /** Reads the document, or throws Unreadable. */
  constructor(private readonly source: SourceText, private readonly part: DocumentText) {
    if (part.text.length > LARGEST_DOCUMENT) throw tooLarge();
    const tree = parseTree(part.text, part.format === 'json');
    const reader = new YamlValue(() => undefined, part.format === 'json');
    this.value = reader.read(tree.contents);
    this.comments = tree.comments.map(({ offset, text }) => ({ offset: part.offset + offset, text }));
    this.flaws = [...tree.flaws, ...reader.flaws].map((flaw) => ({ ...flaw, offset: part.offset + flaw.offset }));
  }

  /** Where a value or its key is; where the path leads nowhere, the last thing on it that exists. */
  public locate(path: JsonPath, side: Side): Span {
    const [start, end] = this.extentAt(path, side);
    const position = this.source.positionOf(start);
    const restOfLine = this.source.endOfLine(position.line) - start;
    return { ...position, length: Math.max(0, Math.min(end - start, restOfLine)) };
  }

  /** From where to where it reaches in the file. */
  public extentAt(path: JsonPath, side: Side): Extent {
    // Most documents have no findings: their places are read again rather than kept.
    const { root, rootExtent, byContainer } = this.places ??= this.readPlaces();
    let extent = rootExtent;
    let value: Json | undefined = root;
    for (const [index, segment] of path.entries()) {
      const place: Place | undefined = typeof value === 'object' && value !== null ? byContainer.get(value)?.get(segment) : undefined;
      if (!place) break;
      extent = side === 'key' && place.key && index === path.length - 1 ? place.key : place.value;
      value = (value as Record<string | number, Json>)[segment];
    }
    return [this.part.offset + extent[0], this.part.offset + extent[1]];
  }

  private readPlaces(): Places {
    const isJson = this.part.format === 'json';
    const { contents } = parseTree(this.part.text, isJson);
    const byContainer = new Map<object, Map<string | number, Place>>();
    const reader = new YamlValue((container, key, place) => {
      if (!byContainer.has(container)) byContainer.set(container, new Map());
      byContainer.get(container)!.set(key, place);
    }, isJson);
    return { root: reader.read(contents), rootExtent: extentOf(contents), byContainer };
  }
}

interface Places {
  readonly root: Json;
  readonly rootExtent: Extent;
  readonly byContainer: ReadonlyMap<object, ReadonlyMap<string | number, Place>>;
}

function tooLarge(): Unreadable {
  return new Unreadable({
    kind: 'limit',
    offset: 0,
    message: `a document must have at most ${LARGEST_DOCUMENT / 1024 / 1024} MiB: the API server takes no larger request`,
    fix: 'split it; the items of a List can be documents of their own',
  });
}
