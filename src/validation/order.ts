import { type LocatedFinding } from './finding';

/** Sorts findings by object, and those about files by place: in which file an object is, and where, makes no difference. */
export function inOrder(findings: readonly LocatedFinding[]): LocatedFinding[] {
  return [...findings].sort((a, b) => {
    return byText(a.resource, b.resource)
      || (a.resource === '' ? byPlace(a, b) : 0)
      || byText(a.path, b.path)
      || byText(a.code, b.code)
      || byText(a.message, b.message)
      || byPlace(a, b);
  });
}

function byPlace(a: LocatedFinding, b: LocatedFinding): number {
  return byText(a.file ?? '', b.file ?? '') || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** Numbers in paths and names count as numbers: step 10 comes after step 2. Intl.Collator knows that too, and takes 20 ms to be made. */
function byText(a: string, b: string): number {
  if (a === b) return 0;
  let start = 0;
  while (a[start] === b[start]) start++;
  while (start > 0 && isDigit(a[start - 1])) start--;
  return byNumber(numberAt(a, start), numberAt(b, start)) || (a < b ? -1 : 1);
}

/** Without leading zeros the longer one is the larger; what is no number is neither. */
function byNumber(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  const [x, y] = [a, b].map((digits) => digits.replace(/^0+/, ''));
  return x.length - y.length || (x < y ? -1 : Number(x > y));
}

function numberAt(text: string, start: number): string {
  let end = start;
  while (isDigit(text[end])) end++;
  return text.slice(start, end);
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}
