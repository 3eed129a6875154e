import { type Report, summaryOf } from './report';
import { type LocatedFinding, Severity } from '../validation/finding';

/** What XML 1.0 cannot hold, not even as an entity. */
// eslint-disable-next-line no-control-regex
const NO_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };

/** The findings as test results: errors are failures, and what weighs less is told beside a passed test. */
export function junitReport(report: Report): string {
  const { errors, accepted } = summaryOf(report);
  const cases = [
    ...report.findings.map((finding) => caseText(finding)),
    ...report.accepted.map(({ finding, reason }) => caseText(finding, reason)),
  ];
  // A run without test cases counts as broken in many dashboards.
  if (cases.length === 0) cases.push('    <testcase classname="smart-canary" name="validate"/>');
  const counts = `tests="${cases.length}" failures="${errors}" errors="0" skipped="${accepted}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="smart-canary" ${counts}>`,
    `  <testsuite name="validate" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseText(finding: LocatedFinding, accepted?: string): string {
  const { code, rule, severity, resource, path, message, fix, evidence = [], file, line, column } = finding;
  const name = [code, rule, path].filter((part) => part !== '').join(' ');
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const attributes = `classname="${escape(resource || file || 'smart-canary')}" name="${escape(name)}"`;
  const text = escape([place, message, ...evidence.map((seen) => `  ${seen}`), `fix: ${fix}`].filter((part) => part !== '').join('\n'));
  return `    <testcase ${attributes}>${outcome(severity, escape(message), text, accepted)}</testcase>`;
}

function outcome(severity: Severity, message: string, text: string, accepted: string | undefined): string {
  if (accepted !== undefined) return `<skipped message="${escape(accepted)}"/>`;
  return severity === Severity.ERROR ? `<failure message="${message}">${text}</failure>` : `<system-out>${text}</system-out>`;
}

function escape(text: string): string {
  return text.replace(NO_XML, '\ufffd').replace(/[&<>"\n\r\t]/g, (character) => ENTITIES[character]);
}
