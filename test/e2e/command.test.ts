import { runCommand, withOneRetry } from '../../e2e/programs/command';

const MISSING = 'this needs a program, found none';

afterEach(() => jest.restoreAllMocks());

test('a command gives what it wrote to standard output', async () => {
  expect(await runCommand(process.execPath, ['-e', 'console.log("out"); console.error("talk")'], { missing: MISSING })).toBe('out\n');
});

test('fails with the last lines of what a command said, and how it ended', async () => {
  // GIVEN
  const script = 'for (let line = 1; line <= 20; line++) console.error(`line ${line}`); process.exitCode = 3';

  // WHEN
  const running = runCommand(process.execPath, ['-e', script], { missing: MISSING });

  // THEN
  await expect(running).rejects.toThrow(/ended with 3:\nline 9\n(line \d+\n)+line 20$/);
});

test('fails with one sentence where the program is not there', async () => {
  await expect(runCommand('no-such-program', [], { missing: MISSING })).rejects.toThrow(MISSING);
});

test('what fails once is tried once more, and that is said', async () => {
  // GIVEN
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const attempt = jest.fn().mockRejectedValueOnce(new Error('no answer')).mockResolvedValueOnce('there');

  // THEN
  expect(await withOneRetry('downloading', attempt)).toBe('there');
  expect(said.mock.calls).toEqual([['e2e: downloading failed and is tried once more: no answer\n']]);
});

test('fails where the second attempt fails, too', async () => {
  // GIVEN
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const attempt = jest.fn().mockRejectedValue(new Error('no answer'));

  // THEN
  await expect(withOneRetry('downloading', attempt)).rejects.toThrow('no answer');
  expect(attempt).toHaveBeenCalledTimes(2);
});
