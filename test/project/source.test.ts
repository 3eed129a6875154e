import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const MAX_LINES = 300;

/** Names of files and folders that say nothing about what is in them. */
const VAGUE = ['common', 'constants', 'helper', 'helpers', 'misc', 'shared', 'types', 'util', 'utils'];

/** A test that is left out, or leaves out all others, in each of Jest's spellings. */
const SELECTED = /\.(?:only|skip)(?:\(|\.each)|(?<![.\w])(?:fdescribe|fit|xdescribe|xit|xtest)(?:\(['"`]|\.each)/;

interface Line {
  readonly file: string;
  readonly number: number;
  readonly text: string;
}

/** Everything below a folder of the project, relative to the project. */
function entriesOf(folder: string): string[] {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true }).map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

/** Code, and not what is recorded for it or generated from it. */
function codeFiles(folder: string): string[] {
  return entriesOf(folder).filter((file) => /\.(ts|js|mjs|cjs|sh|go|py|java)$/.test(file) && !file.startsWith(join('e2e', '.')));
}

function linesOf(file: string): Line[] {
  const lines = readFileSync(join(ROOT, file), 'utf-8').replace(/\n$/, '').split('\n');
  return lines.map((text, index) => ({ file, number: index + 1, text }));
}

test(`no file of code is longer than ${MAX_LINES} lines`, () => {
  // GIVEN
  const files = ['src', 'scripts', 'test', 'bench', 'examples', 'e2e'].flatMap(codeFiles);

  // WHEN
  const long = files.map((file) => ({ file, lines: linesOf(file).length })).filter(({ lines }) => lines > MAX_LINES);

  // THEN
  expect(files).not.toHaveLength(0);
  expect(long).toEqual([]);
});

test('nothing in src/ has a name that says nothing', () => {
  // GIVEN
  const entries = entriesOf('src');

  // WHEN
  const vague = entries.filter((entry) => VAGUE.includes(basename(entry).replace(/\.ts$/, '')));

  // THEN
  expect(entries).not.toHaveLength(0);
  expect(vague).toEqual([]);
});

test('no test is skipped or runs alone', () => {
  // GIVEN
  const lines = ['test', 'e2e'].flatMap(codeFiles).flatMap(linesOf);

  // WHEN
  const selected = lines.filter(({ text }) => SELECTED.test(text));

  // THEN
  expect(selected.map(({ file, number, text }) => `${file}:${number}: ${text.trim()}`)).toEqual([]);
});
