import { releaseOf, type ReleaseOptions } from './release';
import { type AnalysisKind } from '../../src/manifest/analyses';
import { dryRunRules, isMeantBy } from '../../src/simulation/dry-run';

const METRICS = [{ name: 'success-rate' }];

function rulesOf(kind: AnalysisKind, options: ReleaseOptions): string[] {
  const { rollout, analyses } = releaseOf({ metrics: METRICS, ...options });
  return dryRunRules(rollout.object, analyses.find((analysis) => analysis.kind === kind)!);
}

test('an analysis has its own rules, then those of its templates', () => {
  expect(rulesOf('background', { analysis: { dryRun: [{ metricName: 'latency' }] }, template: { dryRun: [{ metricName: '^rate' }], metrics: METRICS } })).toEqual(['latency', '^rate']);
});

test('the analyses of an experiment have the rules of the experiment', () => {
  const experiment = { templates: [], dryRun: [{ metricName: 'queue' }], analyses: [{ name: 'a', templateName: 'checks' }] };
  expect(rulesOf('experiment', { steps: [{ experiment }], analysis: { dryRun: [{ metricName: 'latency' }] } })).toEqual(['queue']);
});

test('a rule without a name means every metric, as one that is empty does', () => {
  const [rule] = rulesOf('background', { analysis: { dryRun: [{}] } });
  expect(isMeantBy(rule, 'success-rate')).toBe(true);
});

test.each([
  ['success-rate', true],
  ['rate', true],
  ['^rate$', false],
  ['(?i)RATE$', true],
  ['success-rates', false],
])('whether %s means success-rate: %s', (rule, expected) => {
  expect(isMeantBy(rule, 'success-rate')).toBe(expected);
});

test('fails to mean anything where it is no expression of RE2', () => {
  expect(isMeantBy('*', '*')).toBe(false);
});
