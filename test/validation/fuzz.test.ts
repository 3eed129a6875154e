import * as fc from 'fast-check';
import { type MutableJson, mutatedBundle, mutatedText } from './mutations';
import { readManifests } from '../../src/manifest/read-manifests';
import { SourceText } from '../../src/manifest/source-text';
import { jsonReport } from '../../src/report/json-report';
import { junitReport } from '../../src/report/junit-report';
import { sarifReport } from '../../src/report/sarif-report';
import { textReport } from '../../src/report/text-report';
import { type LocatedFinding, type Verdict } from '../../src/validation/finding';
import { ALL_RULES } from '../../src/validation/registry';
import { validate } from '../../src/validation/validate';

const RULE_FAILED = 'SC0099';
const DUPLICATE_OBJECT = 'SC0014';

/** More with FUZZ_RUNS; other ones with FAST_CHECK_SEED. */
const NUM_RUNS = Number(process.env.FUZZ_RUNS ?? 400);
const TIMEOUT = 60_000 + NUM_RUNS * 100;

function verdictOf(text: string, complete: boolean): Verdict {
  const { manifests, problems } = readManifests(text, 'x.yaml');
  return validate(manifests, { problems, complete });
}

function yamlOf(objects: readonly MutableJson[]): string {
  return `# not JSON\n${objects.map((object) => JSON.stringify(object)).join('\n---\n')}\n`;
}

/** What does not depend on where an object stands. */
function told(findings: readonly LocatedFinding[]): string[] {
  return findings.map(({ code, resource, path, message, fix }) => JSON.stringify([code, resource, path, message, fix])).sort();
}

function renderAll(text: string, { findings, accepted }: Verdict): void {
  const source = new SourceText('x.yaml', text);
  const report = { findings, accepted, rules: ALL_RULES, files: 1, objects: 1, unchecked: 0, lineOf: (_: string, line: number) => source.line(line) };
  expect(JSON.parse(jsonReport(report)).findings).toHaveLength(findings.length);
  expect(JSON.parse(sarifReport(report)).runs[0].results).toHaveLength(findings.length + accepted.length);
  expect(junitReport(report).match(/<testcase /g)).toHaveLength(Math.max(1, findings.length + accepted.length));
  // eslint-disable-next-line no-control-regex
  expect(textReport(report, (_, part) => part)).not.toMatch(/[\x00-\x08\x0b-\x1f\u202e]/);
}

test('the mutations break most rules that one object can break', () => {
  const findings = fc.sample(mutatedBundle, { numRuns: 400 }).flatMap((objects) => verdictOf(yamlOf(objects), true).findings);
  const codes = new Set(findings.map(({ code }) => code));
  expect([...codes].filter((code) => code.startsWith('SC00')).length).toBeGreaterThan(8);
  expect([...codes].filter((code) => !code.startsWith('SC00')).length).toBeGreaterThan(12);
}, TIMEOUT);

test('whatever an object holds, no rule fails, every report can be written, and the answer is the same again', () => {
  fc.assert(fc.property(mutatedBundle, fc.boolean(), (objects, complete) => {
    const text = yamlOf(objects);
    const verdict = verdictOf(text, complete);
    expect(verdict.findings.filter(({ code }) => code === RULE_FAILED)).toEqual([]);
    expect(verdictOf(text, complete)).toEqual(verdict);
    renderAll(text, verdict);
  }), { numRuns: NUM_RUNS });
}, TIMEOUT);

test('the order of the documents makes no difference', () => {
  const inTwoOrders = mutatedBundle.chain((objects) => fc.tuple(fc.constant(objects), fc.shuffledSubarray(objects, { minLength: objects.length })));
  fc.assert(fc.property(inTwoOrders, fc.boolean(), ([objects, shuffled], complete) => {
    const { findings } = verdictOf(yamlOf(objects), complete);
    // Of two objects with one name the last is what stays: there the order is what counts.
    fc.pre(!findings.some(({ code }) => code === DUPLICATE_OBJECT));
    expect(told(verdictOf(yamlOf(shuffled), complete).findings)).toEqual(told(findings));
  }), { numRuns: NUM_RUNS });
}, TIMEOUT);

test('whatever the text is, it is read or it is said where it cannot be', () => {
  fc.assert(fc.property(mutatedText, (text) => {
    const verdict = verdictOf(text, true);
    expect(verdict.findings.filter(({ code }) => code === RULE_FAILED)).toEqual([]);
    for (const { line, column } of verdict.findings) expect([line, column].every((number) => number === undefined || number >= 1)).toBe(true);
    renderAll(text, verdict);
  }), { numRuns: NUM_RUNS });
}, TIMEOUT);
