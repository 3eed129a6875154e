import {
  configKeyProblems, dnsLabelProblems, dnsSubdomainProblems, envNameProblems, headerProblems, labelKeyProblems, labelValueProblems, maskTrailingDash,
  type NameCheck, pathSegmentProblems, percentProblems, portNameProblems, wildcardProblems,
} from '../../src/schema/names';

const CHECKS: [string, NameCheck, string[], string[]][] = [
  ['a DNS label', dnsLabelProblems, ['a', 'a-1', '1a', 'a'.repeat(63)], ['', 'A', '-a', 'a-', 'a.b', 'a_b', 'a'.repeat(64)]],
  ['a DNS subdomain', dnsSubdomainProblems, ['a', 'a.b-c.1', 'a'.repeat(253)], ['', 'a..b', '.a', 'a.', 'A.b', 'a'.repeat(254)]],
  ['a wildcard', wildcardProblems, ['*.example.com'], ['*', '*example.com', 'a.*.com', 'example.com']],
  ['a part of a URL', pathSegmentProblems, ['system:node', 'A b'], ['.', '..', 'a/b', 'a%b']],
  ['a label\'s key', labelKeyProblems, ['a', 'A_b.c-d', 'example.com/a', 'a'.repeat(63)], ['', '/a', 'a/', 'a/b/c', '-a', 'a b', 'A.com/a', 'a'.repeat(64)]],
  ['a label\'s value', labelValueProblems, ['', 'A_b.c', '1'], ['-a', 'a-', 'a b', 'a/b', 'a'.repeat(64)]],
  ['a key of a ConfigMap', configKeyProblems, ['a.b', '.a', '-', '...a'.slice(2)], ['', '.', '..', '..a', 'a b', 'a'.repeat(254)]],
  ['a header', headerProblems, ['X-Canary', 'x'], ['', 'x_y', 'a b']],
  ['a percentage', percentProblems, ['0%', '150%'], ['', '5', '-5%', '5 %', '5.5%']],
  ['a variable', envNameProblems, ['A', 'a.b-c', '1A', 'A B'], ['', 'A=B', 'ä', 'A\n']],
  ['a port\'s name', portNameProblems, ['http', 'a', '0a', 'a-b', 'a'.repeat(15)], ['', '80', 'Http', 'a--b', '-a', 'a-', 'a'.repeat(16), 'a_b']],
];

test.each(CHECKS.flatMap(([what, check, good]) => good.map((name) => [what, name, check] as const)))('%s may be %j', (_, name, check) => {
  expect(check(name)).toEqual([]);
});

test.each(CHECKS.flatMap(([what, check, , bad]) => bad.map((name) => [what, name, check] as const)))('%s may not be %j', (_, name, check) => {
  expect(check(name)).not.toEqual([]);
});

test('bytes count, not characters', () => {
  expect(labelValueProblems('ä'.repeat(32))[0]).toBe('must be no more than 63 bytes');
});

test('a message has the expression and examples', () => {
  expect(dnsLabelProblems('A')).toEqual([
    'a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character ' +
    '(e.g. \'my-name\', or \'123-abc\', regex used for validation is \'[a-z0-9]([-a-z0-9]*[a-z0-9])?\')',
  ]);
  expect(dnsLabelProblems('a.b')).toEqual(['must not contain dots']);
});

test.each([['shop-', 'shoa'], ['shop', 'shop'], ['-', '-']])('%j as a prefix is looked at as %j', (prefix, name) => {
  expect(maskTrailingDash(prefix)).toBe(name);
});

test.each([dnsSubdomainProblems, labelKeyProblems, labelValueProblems, portNameProblems])('a name of a million characters takes no time', (check) => {
  expect(check(`${'a'.repeat(1_000_000)}!`)).not.toEqual([]);
});
