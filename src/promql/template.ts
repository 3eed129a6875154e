import { type Span } from './ast';
import { type TemplateTag, templateTags } from '../manifest/template-tags';

/** A query with its arguments filled in, and the way back to the text that somebody wrote. */
export interface Expanded {
  readonly text: string;
  /** Tags which are still in the text; places are those of the template. */
  readonly unresolved: readonly TemplateTag[];
  /** Where a part of the text comes from; of what was filled in, that is its tag. */
  readonly origin: (span: Span) => Span;
}

/** A tag and what it has become: offsets into the template, and into the text. */
interface Filled {
  readonly tag: Span;
  readonly value: Span;
}

/**
 * Fills `{{args.NAME}}` in, as Argo Rollouts does before it sends a query.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments
 */
export function expandTemplate(template: string, args: ReadonlyMap<string, string>): Expanded {
  const filled: Filled[] = [];
  const unresolved: TemplateTag[] = [];
  let text = '';
  let last = 0;
  for (const found of templateTags(template)) {
    const { start, end, tag } = found;
    const value = tag.startsWith('args.') ? args.get(tag.slice('args.'.length)) : undefined;
    if (value === undefined) {
      unresolved.push(found);
      continue;
    }
    text += template.slice(last, start);
    filled.push({ tag: { start, end }, value: { start: text.length, end: text.length + value.length } });
    text += value;
    last = end;
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
