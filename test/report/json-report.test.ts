import { ARTICLE, CLEAN, EVIDENCE, MIXED, reportOf } from './report-of';
import { jsonReport } from '../../src/report/json-report';

test('has the findings with their places, what is accepted and why, and the numbers', () => {
  expect(JSON.parse(jsonReport(reportOf(MIXED)))).toEqual({
    findings: [
      {
        code: 'SC0097',
        rule: 'unused-acceptance',
        severity: 'warning',
        resource: 'ConfigMap/shop',
        path: '',
        file: 'shop.yaml',
        line: 11,
        column: 1,
        message: 'SC0603 is accepted, and no finding of ConfigMap/shop has that code',
        fix: 'remove the acceptance',
      },
      {
        code: 'SC0006',
        rule: 'unknown-field',
        severity: 'error',
        resource: 'Service/shop',
        path: 'spec.typ',
        file: 'shop.yaml',
        line: 9,
        column: 3,
        length: 3,
        message: 'unknown field "spec.typ"',
        fix: 'write \'type\', if that is what is meant',
      },
    ],
    accepted: [
      {
        code: 'SC0011',
        rule: 'duplicate-value',
        severity: 'error',
        resource: 'Service/shop',
        path: 'spec.ports[1].name',
        file: 'shop.yaml',
        line: 8,
        column: 12,
        length: 4,
        message: 'Duplicate value: "http"',
        fix: 'leave one of them out',
        reason: 'both are the same',
      },
    ],
    summary: { files: 1, objects: 2, errors: 1, warnings: 1, infos: 0, accepted: 1, unchecked: 0 },
  });
});

test('has empty lists where nothing is found', () => {
  const summary = { files: 1, objects: 1, errors: 0, warnings: 0, infos: 0, accepted: 0, unchecked: 0 };
  expect(JSON.parse(jsonReport(reportOf(CLEAN)))).toEqual({ findings: [], accepted: [], summary });
});

test('has what the twin has seen', () => {
  const { findings } = JSON.parse(jsonReport(reportOf(ARTICLE)));
  expect(findings.find(({ code }: { code: string }) => code === 'SC0701').evidence).toEqual(EVIDENCE);
});
