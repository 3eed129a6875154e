import { type Acceptance, accepts, isComplete } from './acceptance';
import { type AcceptedFinding, type LocatedFinding, type RuleInfo, Severity, type Verdict } from './finding';

export const UNUSED_ACCEPTANCE: RuleInfo = {
  code: 'SC0097',
  name: 'unused-acceptance',
  severity: Severity.WARNING,
  title: 'something is accepted that nobody finds',
  sources: [],
};

export const INVALID_ACCEPTANCE: RuleInfo = {
  code: 'SC0098',
  name: 'invalid-acceptance',
  severity: Severity.ERROR,
  title: 'an acceptance has no code or no reason',
  sources: [],
};

/** Takes out the findings that are accepted, and says which acceptances are of no use. */
export function accept(findings: readonly LocatedFinding[], acceptances: readonly Acceptance[]): Verdict {
  const left: LocatedFinding[] = [];
  const accepted: AcceptedFinding[] = [];
  // An acceptance above a List is there once for each item, and of use if it is for one of them.
  const used = new Set<string>();
  for (const finding of findings) {
    const fitting = acceptances.filter((acceptance) => accepts(acceptance, finding));
    if (fitting.length === 0) left.push(finding);
    else accepted.push({ finding, reason: fitting[0].reason });
    fitting.forEach((acceptance) => used.add(placeOf(acceptance)));
  }
  const seen = new Set<string>(used);
  for (const acceptance of acceptances) {
    const place = placeOf(acceptance);
    if (!seen.has(place)) left.push(isComplete(acceptance) ? unused(acceptance) : invalid(acceptance));
    seen.add(place);
  }
  return { findings: left, accepted };
}

function placeOf({ at, code }: Acceptance): string {
  return `${at.file}:${at.line}:${at.column}:${code}`;
}

function unused(acceptance: Acceptance): LocatedFinding {
  const whose = acceptance.resource === undefined ? '' : ` of ${acceptance.resource}`;
  return about(acceptance, UNUSED_ACCEPTANCE, `${acceptance.code} is accepted, and no finding${whose} has that code`, 'remove the acceptance');
}

function invalid(acceptance: Acceptance): LocatedFinding {
  const { code } = acceptance;
  const message = isComplete({ ...acceptance, reason: 'any' })
    ? `an acceptance must say why, got ${code} without a reason`
    : `an acceptance must begin with a code of four digits such as SC0601, got '${code}'`;
  return about(acceptance, INVALID_ACCEPTANCE, message, 'write the code, a space and the reason');
}

function about({ at, resource }: Acceptance, rule: RuleInfo, message: string, fix: string): LocatedFinding {
  return { code: rule.code, rule: rule.name, severity: rule.severity, resource: resource ?? '', path: '', message, fix, ...at };
}
