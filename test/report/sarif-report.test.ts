import { ARTICLE, CLEAN, EVIDENCE, MIXED, reportOf } from './report-of';
import { sarifReport } from '../../src/report/sarif-report';

function sarif(text: string, file?: string) {
  return JSON.parse(sarifReport(reportOf(text, file)));
}

test('is a log of SARIF 2.1.0 with one run', () => {
  const { $schema, version, runs: [run, ...others] } = sarif(CLEAN);
  expect([$schema, version, others]).toEqual(['https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json', '2.1.0', []]);
  expect(Object.keys(run)).toEqual(['tool', 'columnKind', 'results']);
  expect([run.columnKind, run.results, run.tool.driver.name]).toEqual(['utf16CodeUnits', [], 'smart-canary']);
});

test('describes its rules', () => {
  const { rules } = sarif(CLEAN).runs[0].tool.driver;
  expect(rules.find(({ id }: { id: string }) => id === 'SC0310')).toEqual({
    id: 'SC0310',
    name: 'argument-not-read',
    shortDescription: { text: 'a value for an argument that no template has' },
    defaultConfiguration: { level: 'warning' },
    helpUri: 'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/helpers.go',
  });
});

test('has what is found and, suppressed with its reason, what is accepted', () => {
  const { results, tool: { driver: { rules } } } = sarif(MIXED).runs[0];
  expect(results.map(({ ruleId, ruleIndex }: { ruleId: string; ruleIndex: number }) => rules[ruleIndex].id === ruleId)).toEqual([true, true, true]);
  expect(results.map(({ ruleIndex, ...result }: { ruleIndex: number }) => result)).toEqual([
    {
      ruleId: 'SC0097',
      level: 'warning',
      message: { text: 'SC0603 is accepted, and no finding of ConfigMap/shop has that code\nFix: remove the acceptance' },
      locations: [{
        physicalLocation: { artifactLocation: { uri: 'shop.yaml' }, region: { startLine: 11, startColumn: 1, endColumn: 1 } },
        logicalLocations: [{ fullyQualifiedName: 'ConfigMap/shop', kind: 'object' }],
      }],
    },
    {
      ruleId: 'SC0006',
      level: 'error',
      message: { text: 'unknown field "spec.typ"\nFix: write \'type\', if that is what is meant' },
      locations: [{
        physicalLocation: { artifactLocation: { uri: 'shop.yaml' }, region: { startLine: 9, startColumn: 3, endColumn: 6 } },
        logicalLocations: [{ fullyQualifiedName: 'Service/shop spec.typ', kind: 'object' }],
      }],
    },
    {
      ruleId: 'SC0011',
      level: 'error',
      message: { text: 'Duplicate value: "http"\nFix: leave one of them out' },
      locations: [{
        physicalLocation: { artifactLocation: { uri: 'shop.yaml' }, region: { startLine: 8, startColumn: 12, endColumn: 16 } },
        logicalLocations: [{ fullyQualifiedName: 'Service/shop spec.ports[1].name', kind: 'object' }],
      }],
      suppressions: [{ kind: 'external', justification: 'both are the same' }],
    },
  ]);
});

test.each([
  ['apps/my shop#1.yaml', 'apps/my%20shop%231.yaml'],
  ['/abs/shop.yaml', 'file:///abs/shop.yaml'],
  ['apps\\shop.yaml', 'apps/shop.yaml'],
])('writes %s as the reference %s', (file, uri) => {
  const [{ locations: [{ physicalLocation }] }] = sarif('kind: Service', file).runs[0].results;
  expect(physicalLocation.artifactLocation.uri).toBe(uri);
});

test('has what the twin has seen between what it means and what to do', () => {
  const { runs: [{ results }] } = JSON.parse(sarifReport(reportOf(ARTICLE)));
  const { message: { text } } = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'SC0701');
  expect(text.split('\n').slice(1)).toEqual([...EVIDENCE.map((line) => `  ${line}`), 'Fix: any one of these makes it fire: interval: 20s, or a pause of 19m after the last step']);
});
