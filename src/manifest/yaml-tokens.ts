import type * as Yaml from 'yaml';
import { DEEPEST, tooDeep } from './nesting';
import { Unreadable } from './problem';

/** An escape in double quotes, with as much as tells whether it is `\/` or half of a character. */
const ESCAPE = /\\(?:u[dD][89a-fA-F]..|[^])/g;
const ANCHOR = /^[&*][-\w]+$/;

export interface YamlComment {
  readonly offset: number;
  /** What follows the `#`, without space around it. */
  readonly text: string;
}

/** What tokens of every type and the items between them have in common. */
interface Part {
  readonly type?: string;
  readonly offset?: number;
  readonly source?: string;
  readonly start?: Part | readonly Part[];
  readonly sep?: readonly Part[];
  readonly key?: Part | null;
  readonly value?: Part | null;
  readonly items?: readonly Part[];
  readonly props?: readonly Part[];
  readonly end?: readonly Part[];
}

/** A token or an item that has others inside. */
interface Branch {
  readonly part: Part;
  readonly depth: number;
  readonly inFlow: boolean;
}

/**
 * Finds the comments, and refuses what is nested too deeply before anything walks it by recursion.
 *
 * Unless the text is JSON, what YAML 1.2 admits and the reader of kubectl does not is refused as well.
 */
export function inspectTokens(tokens: readonly Yaml.CST.Token[], text: string, isJson: boolean): YamlComment[] {
  const inspector = new TokenInspector(text, isJson);
  for (const token of tokens) inspector.inspect(token);
  return inspector.comments.sort((a, b) => a.offset - b.offset);
}

/** One per document: most of the time of reading a document goes through here, so it makes no lists on the way. */
class TokenInspector {
  public readonly comments: YamlComment[] = [];
  private readonly branches: Branch[] = [];

  constructor(private readonly text: string, private readonly isJson: boolean) {}

  public inspect(token: Part): void {
    this.see(token, 0, false);
    for (let branch = this.branches.pop(); branch; branch = this.branches.pop()) this.descend(branch);
  }

  private descend({ part, depth, inFlow }: Branch): void {
    if (depth > DEEPEST) throw tooDeep(part.offset ?? part.value?.offset ?? 0);
    this.seeAll(part.start, depth, inFlow);
    this.seeAll(part.sep, depth, inFlow);
    this.seeAll(part.props, depth, inFlow);
    this.seeAll(part.end, depth, inFlow);
    if (part.key) this.see(part.key, depth, inFlow);
    if (part.value) this.see(part.value, depth, inFlow);
    const isInner = inFlow || part.type === 'flow-collection';
    for (const item of part.items ?? []) this.branches.push({ part: item, depth: depth + 1, inFlow: isInner });
  }

  private seeAll(tokens: Part | readonly Part[] | undefined, depth: number, inFlow: boolean): void {
    if (!Array.isArray(tokens)) return;
    for (const token of tokens as readonly Part[]) this.see(token, depth, inFlow);
  }

  private see(token: Part, depth: number, inFlow: boolean): void {
    if (token.type === 'comment') this.comments.push({ offset: token.offset!, text: token.source!.slice(1).trim() });
    if (!this.isJson) requireReadable(token, inFlow, this.text);
    if (token.items || token.value || token.props) this.branches.push({ part: token, depth, inFlow });
    else this.seeAll(token.end, depth, inFlow);
  }
}

/** @see https://github.com/yaml/go-yaml/blob/v2.4.4/scannerc.go */
function requireReadable({ type, offset = 0, source = '' }: Part, inFlow: boolean, text: string): void {
  if (type === 'directive') {
    throw refused(offset, `a document must not begin with a directive, got '${source.trim()}'`, 'remove the line: kubectl cannot read it');
  }
  if ((type === 'anchor' || type === 'alias') && !ANCHOR.test(source)) {
    throw refused(offset, `an anchor must consist of letters, digits, '-' and '_', got '${source}'`, 'rename it, or put the value into quotes');
  }
  if (type === 'space' && !inFlow && isIndentation(source, text[offset - 1])) {
    throw refused(offset, 'a line must be indented with spaces, got a tab', 'replace the tab by spaces, on an empty line too: kubectl cannot read it');
  }
  if (type === 'double-quoted-scalar' && source.includes('\\')) requireYamlEscapes(source, offset);
}

function requireYamlEscapes(source: string, offset: number): void {
  for (const { 0: escape, index } of source.matchAll(ESCAPE)) {
    if (escape !== '\\/' && escape.length === 2) continue;
    throw refused(offset + index, `double quotes must not hold the escape '${escape}' of JSON`, 'write the character itself: kubectl cannot read it in YAML');
  }
}

/** A tab at the start of a line, or between `-` and what it introduces. */
function isIndentation(space: string, before: string | undefined): boolean {
  if (before === '-' || before === '?') return space.includes('\t');
  return space.startsWith('\t') && (before === undefined || before === '\n');
}

function refused(offset: number, message: string, fix: string): Unreadable {
  return new Unreadable({ kind: 'syntax', offset, message, fix });
}
