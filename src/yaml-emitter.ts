/** Gives the YAML of one document, with the end of its last line. */
export type Stringify = (document: unknown) => string;

interface PlainMap {
  readonly [key: string]: unknown;
}

/** Words that YAML 1.1 takes for something else, in any case, and `e1` and `e-1`, which the YAML library takes for numbers. */
const RESERVED = '(?:y|n|yes|no|true|false|on|off|null|e[-+]?\\d+)$';
/** Printable ASCII; a colon or a space means something only beside a space, and so does a number sign after one. */
const SURELY_PLAIN = new RegExp(`^(?!${RESERVED})[a-z_/($](?:[!-9;-~]|:(?=[!-~])| (?=[!"$-~]))*$`, 'i');

/** YAML wants a key of more than 1024 characters to be marked as one, and a character can take six. */
const LONGEST_KEY = 1024 / 6;
/** So that an app of ever new strings does not keep them all. */
const MOST_KNOWN = 10_000;

/**
 * Writes documents as a given YAML serializer would, and faster.
 *
 * It lays out maps and sequences and knows the strings that are surely plain. How any other string looks it asks the serializer once,
 * and a document with anything but plain data is the serializer's altogether.
 */
export class YamlEmitter {
  private readonly values = new Map<string, string>();
  private readonly keys = new Map<string, string>();

  constructor(private readonly stringify: Stringify) {}

  public emit(document: unknown): string {
    return isPlainDocument(document) ? `${this.lines(document, '\n')}\n` : this.stringify(document);
  }

  /** A newline brings its indentation along. */
  private lines(collection: object, newline: string): string {
    const nested = `${newline}  `;
    if (Array.isArray(collection)) {
      return collection.map((item) => `-${isFilled(item) ? ` ${this.lines(item, nested)}` : this.leaf(item, newline)}`).join(newline);
    }
    return Object.entries(collection)
      .map(([key, value]) => `${this.key(key)}:${isFilled(value) ? nested + this.lines(value, nested) : this.leaf(value, newline)}`)
      .join(newline);
  }

  private leaf(value: unknown, newline: string): string {
    if (typeof value === 'string') return this.string(value, newline);
    if (typeof value === 'object') return Array.isArray(value) ? ' []' : ' {}';
    return ` ${value}`;
  }

  private string(value: string, newline: string): string {
    if (SURELY_PLAIN.test(value)) return ` ${value}`;
    const text = remember(this.values, value, () => this.stringify({ k: value }).slice('k:'.length, -'\n'.length));
    return text.replace(/\n(?!\n|$)/g, newline);
  }

  private key(key: string): string {
    if (SURELY_PLAIN.test(key)) return key;
    return remember(this.keys, key, () => this.stringify({ k: { [key]: 0 } }).slice('k:\n  '.length, -': 0\n'.length));
  }
}

function remember(known: Map<string, string>, value: string, find: () => string): string {
  const remembered = known.get(value);
  if (remembered !== undefined) return remembered;
  if (known.size >= MOST_KNOWN) known.clear();
  const found = find();
  known.set(value, found);
  return found;
}

function isPlainDocument(document: unknown): document is PlainMap {
  if (!isMap(document) || !isFilled(document)) return false;
  // Some keys look different where nothing is around them.
  return Object.keys(document).every((key) => SURELY_PLAIN.test(key)) && isPlain(document, new Set());
}

/** Maps, sequences, strings, numbers and booleans; of the numbers not those that versions of the YAML library write differently. */
function isPlain(value: unknown, seen: Set<object>): boolean {
  switch (typeof value) {
    case 'string': case 'boolean': return true;
    case 'number': return Number.isFinite(value) && !Object.is(value, -0);
    case 'object': break;
    default: return false;
  }
  // What is there twice becomes an anchor and an alias.
  if (value === null || seen.has(value)) return false;
  seen.add(value);
  if (Array.isArray(value)) return isPlainList(value, seen);
  return isMap(value) && Object.keys(value).every((key) => key.length < LONGEST_KEY && isPlain(value[key], seen));
}

/** A hole would not be looked at. */
function isPlainList(list: unknown[], seen: Set<object>): boolean {
  return Object.getPrototypeOf(list) === Array.prototype && !list.includes(undefined) && list.every((item) => isPlain(item, seen));
}

function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isFilled(value: unknown): value is object {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
