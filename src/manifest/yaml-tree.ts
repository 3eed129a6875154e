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
  return { contents: compose(first, text.length, isJson), comments, flaws: whatIsIgnored(tokens.slice(first.length)) };
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

function compose(tokens: Yaml.CST.Token[], end: number, isJson: boolean): Yaml.ParsedNode | null {
  const { Composer } = yamlLibrary();
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, resolveKnownTags: false });
  if (!isJson) stopAtFirstError(composer);
  const [document] = composer.compose(tokens, true, end);
  const [error] = isJson ? [] : document.errors;
  if (error) throw invalidYaml(error.pos[0], error.code, error.message);
  return document.contents;
}

type ErrorHandler = (source: number | readonly number[] | { readonly offset: number }, code: string, message: string, warning?: boolean) => void;

/** Collecting them all takes half a minute for three megabytes of commas; kubectl tells the first only, and the rest often follow from it. */
function stopAtFirstError(composer: Yaml.Composer): void {
  let first: Unreadable | undefined;
  const onError: ErrorHandler = (source, code, message, warning) => {
    if (warning) return;
    first ??= invalidYaml(offsetOf(source), code, message);
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
  BLOCK_AS_IMPLICIT_KEY: 'put a value with \': \' in it into quotes, or a nested mapping on lines of its own',
  MULTILINE_IMPLICIT_KEY: 'end the key with \':\' on its own line',
  BAD_SCALAR_START: 'put the value into quotes',
  BAD_DQ_ESCAPE: 'write a backslash twice, or use single quotes',
};

function invalidYaml(offset: number, code: string, message: string): Unreadable {
  const [first] = message.split('\n');
  const text = first.charAt(0).toLowerCase() + first.slice(1);
  return new Unreadable({ kind: 'syntax', offset, message: `invalid YAML: ${text}`, fix: FIXES[code] ?? 'correct the YAML there' });
}

function whatIsIgnored(rest: Yaml.CST.Token[]): Flaw[] {
  const document = rest.find((token) => token.type === 'document' && token.value);
  if (!document) return [];
  return [{ kind: 'ignored', offset: document.offset, message: 'kubectl reads nothing between \'...\' and the next \'---\'', fix: 'begin the document with \'---\' instead' }];
}
