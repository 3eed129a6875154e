import { type Document } from './document';
import { type JsonPath } from './json';
import { type YamlComment } from './yaml-tokens';

/**
 * Deals the comments of a List out to its items.
 *
 * A comment above `items:` is for all of them, one inside an item for that item, and one between two for the second.
 */
export function commentsOfItems(document: Document, items: JsonPath, count: number, comments: readonly YamlComment[]): YamlComment[][] {
  const dealt: YamlComment[][] = Array.from({ length: count }, () => []);
  if (comments.length === 0 || count === 0) return dealt;
  const [heading] = document.extentAt(items, 'key');
  const ends = dealt.map((_, index) => document.extentAt([...items, index], 'value')[1]);
  for (const comment of comments) {
    if (comment.offset < heading) dealt.forEach((own) => own.push(comment));
    else dealt[ownerOf(comment.offset, ends)].push(comment);
  }
  return dealt;
}

function ownerOf(offset: number, ends: number[]): number {
  const first = ends.findIndex((end) => offset < end);
  return first < 0 ? ends.length - 1 : first;
}
