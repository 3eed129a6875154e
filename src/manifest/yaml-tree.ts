import type * as Yaml from 'yaml';
import { Nesting } from './nesting';
import { type Flaw, Unreadable } from './problem';
import { inspectTokens, type YamlComment } from './yaml-tokens';

/** What Go's YAML takes for text. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** One YAML document as nodes with offsets. */
export interface YamlTree {
  readonly contents: Yaml.ParsedNode | null;
  readonly comments: YamlComment[];
  readonly flaws: Flaw[];
}

let library: typeof Yaml | undefined;

/** The library is large: it loads when something is read, not when the construct is required. */
export function yamlLibrary(): typeof Yaml {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return library ??= require('yaml') as typeof Yaml;
}

/** Parses the first document of a text, and throws Unreadable at the first error; there is none in a text that is known to be JSON. */
export function parseTree(text: string, isJson: boolean): YamlTree {
  if (!isJson) requireText(text);
  // A lone carriage return ends a line in YAML, but not for the parser; the replacement keeps every offset.
  const lines = text.replace(/\r(?!\n)/g, '\n');
  const tokens = parseTokens(lines);
  const end = tokens.findIndex(({ type }) => type === 'doc-end');
  const first = end < 0 ? tokens : tokens.slice(0, end + 1);
  const comments = inspectTokens(first, lines, isJson);
  return { contents: compose(first, text, isJson), comments, flaws: whatIsIgnored(tokens.slice(first.length)) };
}

function requireText(text: string): void {
  const match = FORBIDDEN.exec(text);
  if (!match) return;
  const code = match[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  throw new Unreadable({
    kind: 'syntax',
    offset: match.index,
    message: `a document must hold no control characters, got U+${code}`,
    fix: 'remove it, or write it as an escape in double quotes',
  });
}

function parseTokens(text: string): Yaml.CST.Token[] {
  const { Lexer, Parser } = yamlLibrary();
  const parser = new Parser();
  const nesting = new Nesting();
  const tokens: Yaml.CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    nesting.see(lexeme);
    for (const token of parser.next(lexeme)) tokens.push(token);
  }
  tokens.push(...parser.end());
  return tokens;
}

function compose(tokens: Yaml.CST.Token[], text: string, isJson: boolean): Yaml.ParsedNode | null {
  const { Composer } = yamlLibrary();
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, resolveKnownTags: false });
  if (!isJson) stopAtFirstError(composer, text);
  const [document] = composer.compose(tokens, true, text.length);
  const [error] = isJson ? [] : document.errors;
  if (error) throw invalidYaml(text, error.pos[0], error.code, error.message);
  return document.contents;
}

type ErrorHandler = (source: number | readonly number[] | { readonly offset: number }, code: string, message: string, warning?: boolean) => void;

/** Collecting them all takes half a minute for three megabytes of commas; kubectl tells the first only, and the rest often follow from it. */
function stopAtFirstError(composer: Yaml.Composer, text: string): void {
  let first: Unreadable | undefined;
  const onError: ErrorHandler = (source, code, message, warning) => {
    if (warning) return;
    first ??= invalidYaml(text, offsetOf(source), code, message);
    throw first;
  };
  Object.assign(composer, { onError });
}

function offsetOf(source: number | readonly number[] | { readonly offset: number }): number {
  if (typeof source === 'number') return source;
  return 'offset' in source ? source.offset : source[0];
}

const FIXES: Record<string, string> = {
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'indent the lines of one list or mapping equally, and what is inside it more',
  MULTILINE_IMPLICIT_KEY: 'end the key with \':\' on its own line',
  BAD_SCALAR_START: 'put the value into quotes',
  BAD_DQ_ESCAPE: 'write a backslash twice, or use single quotes',
};

/** What happens most often, in words for people who write manifests and no parsers. */
const PLAIN: { readonly begins: string; readonly message: string; readonly fix: string }[] = [
  {
    begins: 'Nested mappings are not allowed in compact mappings',
    message: 'a plain value must not hold \': \'',
    fix: 'put the value into quotes, or a nested mapping on lines of its own',
  },
  { begins: 'Missing closing ', message: 'a quote is opened and never closed', fix: 'close it; this is where the text ends' },
  ...['Flow map', 'Flow sequence'].map((begins) => ({
    begins,
    message: 'a bracket is opened and not closed before this place',
    fix: 'close it, or indent what is in it more than the line that it begins on',
  })),
];

function invalidYaml(text: string, offset: number, code: string, message: string): Unreadable {
  const [first] = message.split('\n');
  const plain = PLAIN.find(({ begins }) => first.startsWith(begins));
  return new Unreadable({
    kind: 'syntax',
    // What is missing is missed at the end of all, where there is nothing to show.
    offset: Math.max(0, Math.min(offset, text.trimEnd().length - 1)),
    message: `invalid YAML: ${plain?.message ?? first.charAt(0).toLowerCase() + first.slice(1)}`,
    fix: plain?.fix ?? FIXES[code] ?? 'correct the YAML there',
  });
}

function whatIsIgnored(rest: Yaml.CST.Token[]): Flaw[] {
  const document = rest.find((token) => token.type === 'document' && token.value);
  if (!document) return [];
  return [{ kind: 'ignored', offset: document.offset, message: 'kubectl reads nothing between \'...\' and the next \'---\'', fix: 'begin the document with \'---\' instead' }];
}
