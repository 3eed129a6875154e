import type * as Yaml from 'yaml';
import { DEEPEST, tooDeep } from './nesting';
import { Unreadable } from './problem';

/** The first `\/`, or half of a character, among the escapes of a string. */
const JSON_ESCAPE = /^((?:[^\\]|\\[^/u]|\\u(?![dD][89a-fA-F]))*)(\\(?:\/|u[dD][89a-fA-F]..))/s;
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
  readonly start?: Part | Part[];
  readonly sep?: Part[];
  readonly key?: Part | null;
  readonly value?: Part | null;
  readonly items?: Part[];
  readonly props?: Part[];
  readonly end?: Part[];
}

interface Visit {
  readonly part: Part;
  readonly depth: number;
  readonly inFlow: boolean;
}

/**
 * Finds the comments, and refuses what is nested too deeply before anything walks it by recursion.
 *
 * Unless the text is JSON, what YAML 1.2 admits and the reader of kubectl does not is refused as well.
 */
export function inspectTokens(tokens: Yaml.CST.Token[], text: string, isJson: boolean): YamlComment[] {
  const comments: YamlComment[] = [];
  const stack: Visit[] = tokens.map((part) => ({ part, depth: 0, inFlow: false }));
  for (let visit = stack.pop(); visit; visit = stack.pop()) {
    const { part, depth, inFlow } = visit;
    if (part.type === 'comment') comments.push({ offset: part.offset!, text: part.source!.slice(1).trim() });
    if (depth > DEEPEST) throw tooDeep(part.offset ?? part.value?.offset ?? 0);
    if (!isJson) requireReadable(visit, text);
    const inner = { depth: part.items ? depth + 1 : depth, inFlow: inFlow || part.type === 'flow-collection' };
    for (const child of partsOf(part)) stack.push({ part: child, ...inner });
  }
  return comments.sort((a, b) => a.offset - b.offset);
}

function partsOf({ start, sep, key, value, items, props, end }: Part): Part[] {
  return [start, sep, key, value, items, props, end].flat().filter((part) => part !== undefined && part !== null);
}

/** @see https://github.com/yaml/go-yaml/blob/v2.4.4/scannerc.go */
function requireReadable({ part: { type, offset = 0, source = '' }, inFlow }: Visit, text: string): void {
  if (type === 'directive') {
    throw refused(offset, `a document must not begin with a directive, got '${source.trim()}'`, 'remove the line: kubectl cannot read it');
  }
  if ((type === 'anchor' || type === 'alias') && !ANCHOR.test(source)) {
    throw refused(offset, `an anchor must consist of letters, digits, '-' and '_', got '${source}'`, 'rename it, or put the value into quotes');
  }
  if (type === 'space' && !inFlow && isIndentation(source, text[offset - 1])) {
    throw refused(offset, 'a line must be indented with spaces, got a tab', 'replace the tab by spaces, on an empty line too: kubectl cannot read it');
  }
  const escape = type === 'double-quoted-scalar' ? JSON_ESCAPE.exec(source) : null;
  if (escape) {
    throw refused(offset + escape[1].length, `double quotes must not hold the escape '${escape[2]}' of JSON`, 'write the character itself: kubectl cannot read it in YAML');
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
