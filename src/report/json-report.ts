import { type Report, summaryOf } from './report';

/** The findings as JSON: for programs, and stable. */
export function jsonReport(report: Report): string {
  const { findings, accepted } = report;
  const spokenFor = accepted.map(({ finding, reason }) => ({ ...finding, reason }));
  return `${JSON.stringify({ findings, accepted: spokenFor, summary: summaryOf(report) }, undefined, 2)}\n`;
}
