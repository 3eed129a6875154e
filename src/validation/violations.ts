import { type Finding, type LocatedFinding, Severity } from './finding';
import { groupBy } from '../manifest/group-by';

/** What the cdk8s CLI shows of a rule that was broken. */
export interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly { readonly resourceName: string; readonly locations: readonly string[]; readonly manifestPath: string }[];
}

/** Findings for the cdk8s CLI: one violation for all that say the same. */
export function violationsOf(findings: readonly LocatedFinding[]): Violation[] {
  const alike = groupBy(findings, ({ code, message, fix, evidence }) => JSON.stringify([code, message, fix, evidence]));
  return [...alike.values()].map(violationOf);
}

function violationOf(findings: readonly LocatedFinding[]): Violation {
  const [{ code, rule, severity, message, fix, evidence = [] }] = findings;
  return {
    ruleName: `${code} ${rule}${severity === Severity.ERROR ? '' : `, ${severity} only`}`,
    // The CLI shows it as it is, two spaces in.
    recommendation: [message, ...evidence.map((line) => `    ${line}`)].join('\n'),
    fix,
    violatingResources: findings.map((finding) => ({
      // By the name alone the CLI finds the construct, and it may be that of another object of this name.
      resourceName: nameOf(finding),
      locations: [[finding.resource, finding.path].filter((part) => part !== '').join(' ') || 'the whole'],
      manifestPath: finding.file ?? 'cdk8s.yaml',
    })),
  };
}

function nameOf({ resource }: Finding): string {
  return resource.slice(resource.lastIndexOf('/') + 1) || 'none';
}
