import { run } from './memory-io';

const OBJECT = (name: string) => `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}, uid: []}}\n`;

/** The files that a command finds something in. */
async function filesIn(names: string[], files: Parameters<typeof run>[1] & object) {
  const { exitCode, stdout } = await run(['validate', ...names, '-o', 'json'], files);
  const { findings } = JSON.parse(stdout);
  const each = (field: string) => [...new Set<string>(findings.map((finding: Record<string, string>) => finding[field]))].sort();
  return { exitCode, files: each('file'), codes: each('code') };
}

test('reads folders to their depth, and of them what kubectl takes for manifests', async () => {
  const files = {
    'd/a.yaml': OBJECT('a'),
    'd/b.yml': OBJECT('b'),
    'd/e/f/c.json': '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c", "uid": []}}',
    'd/README.md': 'x',
    'd/.git/d.yaml': OBJECT('d'),
    'd/node_modules/x/e.yaml': OBJECT('e'),
    'd/smart-canary.yaml': 'accept: []',
  };
  expect(await filesIn(['d'], { files })).toEqual({ exitCode: 1, files: ['d/a.yaml', 'd/b.yml', 'd/e/f/c.json'], codes: ['SC0007'] });
});

test('reads a file once that is named twice, or reached by links', async () => {
  const files = { 'd/a.yaml': OBJECT('a'), 'd/again.yaml': { link: 'a.yaml' }, 'same': { link: 'd' } };
  expect(await filesIn(['d/a.yaml', 'd', './d/a.yaml', 'same/a.yaml'], { files })).toMatchObject({ files: ['d', 'd/a.yaml'], codes: ['SC0001', 'SC0007'] });
});

test('does not follow a folder back into itself', async () => {
  const files = { 'd/a.yaml': OBJECT('a'), 'd/e/up': { link: '..' }, 'd/e/b.yaml': OBJECT('b') };
  expect(await filesIn(['d'], { files })).toEqual({ exitCode: 1, files: ['d/a.yaml', 'd/e/b.yaml'], codes: ['SC0007'] });
});

test('fails for a link that leads to itself, and reads the rest', async () => {
  const files = { 'd/a.yaml': OBJECT('a'), 'd/loop.yaml': { link: 'loop.yaml' } };
  expect(await filesIn(['d'], { files })).toEqual({ exitCode: 2, files: ['d/a.yaml', 'd/loop.yaml'], codes: ['SC0001', 'SC0007'] });
});

test('fails for a folder without manifests', async () => {
  const { exitCode, stdout } = await run(['validate', 'd'], { files: { 'd/README.md': 'x' } });
  expect(exitCode).toBe(2);
  expect(stdout).toContain('SC0001 unreadable-file: has no manifests, or they were read before\n');
});

test('reads what is named, whatever its ending', async () => {
  expect(await filesIn(['rendered'], { files: { rendered: OBJECT('a') } })).toMatchObject({ files: ['rendered'], codes: ['SC0007'] });
});

test('reads stdin once, together with files', async () => {
  expect(await filesIn(['-', 'a.yaml', '-'], { files: { 'a.yaml': OBJECT('a') }, stdin: OBJECT('b') })).toMatchObject({ files: ['a.yaml', 'stdin'], codes: ['SC0007'] });
});
