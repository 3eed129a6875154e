import type * as Re2 from 're2js';

const REFERENCE = /\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu;

/**
 * Fills in what an expression has found for `$1`, `${1}` and `${name}`; `$$` is a dollar, and a group that is not there is empty.
 *
 * @see https://pkg.go.dev/regexp#Regexp.Expand
 */
export function expandGroups(template: string, matcher: ReturnType<Re2.RE2JS['matcher']>): string {
  return template.replace(REFERENCE, (whole: string, bare: string | undefined, braced: string | undefined) => {
    const name = bare ?? braced;
    return name === undefined ? whole.slice(1) : groupOf(name, matcher);
  });
}

function groupOf(name: string, matcher: ReturnType<Re2.RE2JS['matcher']>): string {
  if (/^(0|[1-9]\d*)$/.test(name)) return Number(name) <= matcher.groupCount() ? matcher.group(Number(name)) ?? '' : '';
  return name in matcher.pattern().namedGroups() ? matcher.group(name) ?? '' : '';
}
