import { run } from './memory-io';

async function condition(...argv: string[]) {
  return run(['condition', ...argv]);
}

test('explains itself with examples, verdicts and exit codes', async () => {
  const { exitCode, stdout } = await condition('--help');
  expect(exitCode).toBe(0);
  expect(stdout).toMatchSnapshot();
});

test.each<[string[], string]>([
  [['result[0] >= 0.95', '--result', '[0.97]'], 'Successful'],
  [['result[0] >= 0.95', '--result', '["NaN"]'], 'Failed'],
  [['result[0] >= 0.95', '--result', '["+Inf"]'], 'Successful'],
  [['result[0] >= 0.95', '--result', '["-Inf"]'], 'Failed'],
  [['result < 1', '--failure', 'result > 5', '--result', '3'], 'Inconclusive'],
  [['--failure', 'result[0] > 0.05', '--result', '["NaN"]'], 'Successful'],
  [['', '--result', '[]'], 'Successful'],
  [['result > -2', '--result', '-1'], 'Successful'],
  [['--result', '-1', '--', '-result > 0'], 'Successful'],
  [['isNaN(result)', '--result', '"NaN"'], 'Successful'],
  [['len(result) == 3', '--result', '[[1, 2], [3]]'], 'Successful'],
  [['len(result) == 2', '--result', '[1, 2]', '--shape', 'matrix'], 'Successful'],
  [['len(result) == 0', '--result', '[]', '--shape', 'matrix'], 'Successful'],
  [['0 < result < 1', '--result', '0.5', '--argo', '1.10'], 'Successful'],
])('gives the verdict alone for %j', async (argv, verdict) => {
  expect(await condition(...argv)).toEqual({ exitCode: 0, stdout: `${verdict}\n`, stderr: '' });
});

test('an error with this result is a verdict, and its reason goes to stderr', async () => {
  expect(await condition('result[0] >= 0.95', '--result', '[]')).toEqual({
    exitCode: 0,
    stdout: 'Error\n',
    stderr: [
      'error: successCondition, line 1, column 7: there is no element 0, because there are none',
      '  result[0] >= 0.95',
      '        ^\n',
    ].join('\n'),
  });
});

test('fails with place and caret for a condition whose types do not fit', async () => {
  expect(await condition('result >= 0.95', '--result', '[0.97]')).toEqual({
    exitCode: 2,
    stdout: 'Error\n',
    stderr: [
      'error: successCondition, line 1, column 8: \'>=\' is not defined for []float64 and float64; a vector has elements, of which the first is result[0]',
      '  result >= 0.95',
      '         ^\n',
    ].join('\n'),
  });
});

test('fails with the line of a condition that has several', async () => {
  const { exitCode, stdout, stderr } = await condition('true', '--failure', 'true &&\n\tresult[0] >', '--result', '[1]');
  expect([exitCode, stdout]).toEqual([2, 'Error\n']);
  expect(stderr).toBe('error: failureCondition, line 2, column 13: the condition ends here, expected a value\n  \tresult[0] >\n  \t           ^\n');
});

test('fails without a verdict for what is not evaluated here', async () => {
  expect(await condition('now() > now()', '--result', '[1]')).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'no verdict: successCondition, line 1, column 1: \'now\' is not evaluated here\n  now() > now()\n  ^\n',
  });
});

const ALLOWED = '\'--result\' must be a number, an array of numbers or an array of arrays of numbers, with "NaN", "+Inf" and "-Inf" as strings';

test.each<[string[], string]>([
  [['true'], 'error: required option \'--result <json>\' not specified'],
  [['--result', '1'], 'error: a condition must be given, got none; without one every result is Successful'],
  [['true', '--result', '[1'], `error: ${ALLOWED}, got [1; that is no JSON`],
  [['true', '--result', '"x"'], `error: ${ALLOWED}, got "x"`],
  [['true', '--result', '[null]'], `error: ${ALLOWED}, got [null]`],
  [['true', '--result', '[1, [2]]'], `error: ${ALLOWED}, got [1, [2]]`],
  [['true', '--result', '{}'], `error: ${ALLOWED}, got {}`],
  [['true', '--result', '1', '--shape', 'vector'], 'error: \'--result\' must be an array for \'--shape vector\', got 1'],
  [['true', '--result', '[1]', '--shape', 'scalar'], 'error: \'--result\' must be a number for \'--shape scalar\', got [1]'],
  [['true', '--result', '[[1]]', '--shape', 'vector'], 'error: \'--result\' must be an array of numbers for \'--shape vector\', got [[1]]; series with many samples are a matrix'],
  [['true', '--result', '1', '--argo', '1.8'], 'error: option \'--argo <version>\' argument \'1.8\' is invalid. Allowed choices are 1.9, 1.10.'],
])('fails for %j with a sentence on stderr', async (argv, message) => {
  const { exitCode, stdout, stderr } = await condition(...argv);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr.startsWith(`${message}\n`)).toBe(true);
});
