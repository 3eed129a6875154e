import { type Span } from './ast';

/** A tag that nothing was given for. */
export interface Unresolved extends Span {
  /** What stands between the braces. */
  readonly tag: string;
}

/** A query with its arguments filled in, and the way back to the text that somebody wrote. */
export interface Expanded {
  readonly text: string;
  /** Tags which are still in the text; places are those of the template. */
  readonly unresolved: readonly Unresolved[];
  /** Where a part of the text comes from; of what was filled in, that is its tag. */
  readonly origin: (span: Span) => Span;
}

/** A tag and what it has become: offsets into the template, and into the text. */
interface Filled {
  readonly tag: Span;
  readonly value: Span;
}

const TAG = /\{\{(.*?)\}\}/gs;

/**
 * Fills `{{args.NAME}}` in, as Argo Rollouts does before it sends a query.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments
 */
export function expandTemplate(template: string, args: ReadonlyMap<string, string>): Expanded {
  const filled: Filled[] = [];
  const unresolved: Unresolved[] = [];
  let text = '';
  let last = 0;
  for (const match of template.matchAll(TAG)) {
    const span = { start: match.index, end: match.index + match[0].length };
    const tag = match[1].trim();
    const value = tag.startsWith('args.') ? args.get(tag.slice('args.'.length)) : undefined;
    if (value === undefined) {
      unresolved.push({ tag, ...span });
      continue;
    }
    text += template.slice(last, span.start);
    filled.push({ tag: span, value: { start: text.length, end: text.length + value.length } });
    text += value;
    last = span.end;
  }
  return { text: text + template.slice(last), unresolved, origin: ({ start, end }) => originOf(filled, start, end) };
}

function originOf(filled: readonly Filled[], start: number, end: number): Span {
  const first = filled.findLast(({ value }) => value.start <= start);
  const last = filled.findLast(({ value }) => value.start < end);
  return {
    start: first === undefined ? start : start < first.value.end ? first.tag.start : first.tag.end + start - first.value.end,
    end: last === undefined ? end : end <= last.value.end ? last.tag.end : last.tag.end + end - last.value.end,
  };
}
