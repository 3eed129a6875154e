import { type Report } from './report';
import { type LocatedFinding, type RuleInfo, Severity } from '../validation/finding';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS = { [Severity.ERROR]: 'error', [Severity.WARNING]: 'warning', [Severity.INFO]: 'note' } as const;

/**
 * The findings for code scanning.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport({ findings, accepted, rules }: Report): string {
  const results = [
    ...findings.map((finding) => resultOf(finding, rules)),
    ...accepted.map(({ finding, reason }) => ({ ...resultOf(finding, rules), suppressions: [{ kind: 'external', justification: reason }] })),
  ];
  const driver = { name: 'smart-canary', rules: rules.map(ruleOf) };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }] }, undefined, 2)}\n`;
}

function ruleOf({ code, name, severity, title, sources }: RuleInfo) {
  return {
    id: code,
    name,
    shortDescription: { text: title },
    defaultConfiguration: { level: LEVELS[severity] },
    ...sources.length > 0 && { helpUri: sources[0] },
  };
}

function resultOf(finding: LocatedFinding, rules: readonly RuleInfo[]) {
  const { code, severity, message, fix, evidence = [] } = finding;
  return {
    ruleId: code,
    ruleIndex: rules.findIndex((rule) => rule.code === code),
    level: LEVELS[severity],
    message: { text: [message, ...evidence.map((line) => `  ${line}`), `Fix: ${fix}`].join('\n') },
    locations: [locationOf(finding)],
  };
}

function locationOf({ file, line, column, length, resource, path }: LocatedFinding) {
  const object = [resource, path].filter((part) => part !== '').join(' ');
  return {
    ...file !== undefined && {
      physicalLocation: {
        artifactLocation: { uri: uriOf(file) },
        ...line !== undefined && { region: { startLine: line, ...columnsOf(column, length) } },
      },
    },
    ...object !== '' && { logicalLocations: [{ fullyQualifiedName: object, kind: 'object' }] },
  };
}

function columnsOf(column: number | undefined, length = 0) {
  return column === undefined ? {} : { startColumn: column, endColumn: column + length };
}

/** A path as a reference: relative ones stay so, which is what code scanning wants. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/');
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}
