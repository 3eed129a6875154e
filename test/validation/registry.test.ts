import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifests } from '../../src/manifest/read-manifests';
import { type LocatedFinding, Severity } from '../../src/validation/finding';
import { ALL_RULES, RULES } from '../../src/validation/registry';
import { RULE_FAILED } from '../../src/validation/rule-failed';
import { validate } from '../../src/validation/validate';

const ROOT = join(__dirname, '..', '..');
const FIXTURES = join(ROOT, 'test', 'fixtures', 'rules');
const DOCS = readFileSync(join(ROOT, 'docs', 'rules.md'), 'utf-8');

function findingsIn(rule: string, file: string): readonly LocatedFinding[] {
  const folder = join(FIXTURES, rule);
  const options = join(folder, 'options.json');
  const { manifests, problems } = readManifests(readFileSync(join(folder, file)), file);
  return validate(manifests, { problems, ...existsSync(options) ? JSON.parse(readFileSync(options, 'utf-8')) : {} }).findings;
}

/** What the twin sees of a bundle that is about something else is not what its fixture is for; of its own rules it is, but for what is only told. */
function withoutOthersSeen(rule: string, findings: readonly LocatedFinding[]): readonly LocatedFinding[] {
  const isSeen = ALL_RULES.some(({ name, code }) => name === rule && code.startsWith('SC07'));
  return findings.filter(({ code, severity, rule: found }) => found === rule || !(isSeen ? severity === Severity.INFO : code.startsWith('SC07')));
}

test('every file in rules/ is a rule of the registry', () => {
  const files = readdirSync(join(ROOT, 'src', 'validation', 'rules')).map((file) => file.replace(/\.ts$/, ''));
  expect(RULES.map(({ name }) => name).sort()).toEqual(files.sort());
});

test('every code is there once, and in order', () => {
  const codes = RULES.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
  expect(new Set(ALL_RULES.map(({ code }) => code)).size).toBe(ALL_RULES.length);
});

test('every folder of fixtures is for a rule that there is, and all but failing itself have one', () => {
  expect(readdirSync(FIXTURES).sort()).toEqual(ALL_RULES.map(({ name }) => name).filter((name) => name !== RULE_FAILED.name).sort());
});

test.each(RULES.map((rule) => [rule.name, rule] as const))('%s says what upstream does', (_, { sources, title }) => {
  expect(sources.length).toBeGreaterThan(0);
  expect(sources.filter((source) => !source.startsWith('https://'))).toEqual([]);
  expect(title).toMatch(/^[a-z].*[^.]$/);
});

test.each(ALL_RULES.map(({ code, name, severity }) => [`${code} ${name}`, severity]))('docs/rules.md has %s', (heading, severity) => {
  const section = DOCS.split(`## ${heading}\n\n`)[1]?.split('\n## ')[0];
  expect(section?.toLowerCase()).toMatch(new RegExp(`^${severity}\\. `));
  expect(section).toContain('\nFix: ');
});

test.each(readdirSync(FIXTURES))('%s: fails in the bad fixture, and nothing else does', (rule) => {
  const findings = withoutOthersSeen(rule, findingsIn(rule, 'bad.yaml'));
  expect(findings.map(({ rule: found }) => found)).toContain(rule);
  expect(findings.map(({ resource, path, line, column, message, fix }) => ({ resource, path, place: `${line}:${column}`, message, fix }))).toMatchSnapshot();
});

test.each(readdirSync(FIXTURES))('%s: nothing is found in the good fixture but what the twin has to tell', (rule) => {
  expect(withoutOthersSeen(rule, findingsIn(rule, 'good.yaml'))).toEqual([]);
});
