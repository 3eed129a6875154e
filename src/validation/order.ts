import { type LocatedFinding } from './finding';

/** Numbers in paths and names count as numbers: step 10 comes after step 2. */
const NUMERIC = new Intl.Collator('en', { numeric: true });

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

/** Texts may be equal to the collator that are not the same. */
function byText(a: string, b: string): number {
  return NUMERIC.compare(a, b) || (a < b ? -1 : Number(a > b));
}
