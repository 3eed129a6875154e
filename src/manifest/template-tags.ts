/** A `{{…}}` in a text: where it begins and ends, and what stands between the braces, without the space around it. */
export interface TemplateTag {
  readonly start: number;
  readonly end: number;
  readonly tag: string;
}

/**
 * The tags of a text, as Argo Rollouts looks for them: from two braces to the next two that close, whatever is between.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/template/template.go
 */
export function templateTags(text: string): TemplateTag[] {
  const tags: TemplateTag[] = [];
  // No expression: it would look for the end of each of a million beginnings.
  for (let start = text.indexOf('{{'); start >= 0; start = text.indexOf('{{', start)) {
    const closing = text.indexOf('}}', start + 2);
    if (closing < 0) break;
    const end = closing + 2;
    tags.push({ start, end, tag: text.slice(start + 2, closing).trim() });
    start = end;
  }
  return tags;
}
