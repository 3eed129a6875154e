import { excerptOf } from './excerpt';
import { plural } from './plural';
import { printable } from './printable';
import { type Report, summaryOf } from './report';
import { type LocatedFinding, Severity } from '../validation/finding';

/** How parts of the text are coloured; on what is no terminal, not at all. */
export type Paint = (style: 'red' | 'yellow' | 'green' | 'cyan' | 'bold' | 'dim', text: string) => string;

const COLORS = { [Severity.ERROR]: 'red', [Severity.WARNING]: 'yellow', [Severity.INFO]: 'cyan' } as const;

/** The findings for people, each with its line of the file. */
export function textReport(report: Report, paint: Paint): string {
  const parts = report.findings.map((finding) => findingText(finding, report, paint));
  return [...parts, summaryText(report)].join('\n');
}

function findingText(finding: LocatedFinding, report: Report, paint: Paint): string {
  const { code, rule, severity, message, fix, evidence = [] } = finding;
  const color = COLORS[severity];
  return [
    `${paint(color, severity)} ${paint('bold', code)} ${rule}: ${printable(message)}`,
    `  ${paint('dim', printable(whereIs(finding)))}`,
    ...excerptText(finding, report, (text) => paint(color, text)),
    ...evidence.map((line) => `    ${paint('dim', printable(line))}`),
    `  fix: ${printable(fix)}`,
    '',
  ].join('\n');
}

function whereIs({ file, line, column, resource, path }: LocatedFinding): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const object = [resource, path].filter((part) => part !== '').join(' ');
  return [place, object].filter((part) => part !== '').join('  ') || 'smart-canary';
}

function excerptText({ file, line, column, length }: LocatedFinding, report: Report, mark: (text: string) => string): string[] {
  const text = file !== undefined && line !== undefined ? report.lineOf(file, line) : '';
  if (text.trim() === '') return [];
  const excerpt = excerptOf(text, column ?? 1, length ?? 1);
  const gutter = String(line);
  return [
    `  ${gutter} | ${excerpt.text}`,
    `  ${' '.repeat(gutter.length)} | ${' '.repeat(excerpt.start)}${mark('^'.repeat(excerpt.length))}`,
  ];
}

function summaryText(report: Report): string {
  const { files, objects, errors, warnings, infos, accepted, unchecked } = summaryOf(report);
  const found = [[errors, 'error'], [warnings, 'warning'], [infos, 'info']] as const;
  const counted = found.filter(([count]) => count > 0).map(([count, word]) => plural(count, word)).join(', ') || 'nothing found';
  const besides = accepted > 0 ? `, ${accepted} accepted` : '';
  const blind = unchecked > 0 ? `; not checked: ${plural(unchecked, 'file or document', 'files or documents')} that cannot be read` : '';
  return `${counted}${besides} in ${plural(objects, 'object')} of ${plural(files, 'file')}${blind}\n`;
}
