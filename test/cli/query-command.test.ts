import { run } from './memory-io';

const SERIES = 'requests_total{code="200"} 0+10x20\nrequests_total{code="500"} 0x5 1+1x10\n';

async function query(argv: string[], series = SERIES) {
  return run(['query', ...argv, '--series', 'series.txt'], { files: { 'series.txt': series } });
}

test('prints what the API gives as data, at the last sample where nothing else is said', async () => {
  expect(await query(['rate(requests_total[1m])'])).toEqual({
    exitCode: 0, stderr: '', stdout: '{"resultType":"vector","result":[\n{"metric":{"code":"200"},"value":[300,"0.6666666666666666"]}\n]}\n',
  });
});

test.each([
  [['1 + 1', '--at', '0.5'], '{"resultType":"scalar","result":[0.5,"2"]}'],
  [['"text"', '--at', '1970-01-01T00:01:00Z'], '{"resultType":"string","result":[60,"text"]}'],
  [['nothing'], '{"resultType":"vector","result":[]}'],
  [['count_over_time(requests_total{code="500"}[1m])', '--at', '60', '--prometheus', '2'], '{"resultType":"vector","result":[\n{"metric":{"code":"500"},"value":[60,"5"]}\n]}'],
  [['requests_total{code="200"}', '--interval', '30', '--at', '30'], '{"resultType":"vector","result":[\n{"metric":{"__name__":"requests_total","code":"200"},"value":[30,"10"]}\n]}'],
  [['requests_total{code="500"}[20s]', '--at', '90'], '{"resultType":"matrix","result":[\n{"metric":{"__name__":"requests_total","code":"500"},"values":[[75,"0"],[90,"1"]]}\n]}'],
  [['sum(requests_total)', '--start', '0', '--end', '30', '--step', '15s'], '{"resultType":"matrix","result":[\n{"metric":{},"values":[[0,"0"],[15,"10"],[30,"20"]]}\n]}'],
  [['1 / 0', '--start', '0', '--end', '15', '--step', '15'], '{"resultType":"matrix","result":[\n{"metric":{},"values":[[0,"+Inf"],[15,"+Inf"]]}\n]}'],
])('%j', async (argv, stdout) => {
  expect(await query(argv)).toEqual({ exitCode: 0, stdout: `${stdout}\n`, stderr: '' });
});

test('reads an exported answer from stdin, and prints what it reads', async () => {
  const answer = '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[[1,"1"],[2,"2.5"]]}]}}';
  const { stdout } = await run(['query', '{a="b"}[1m]', '--series', '-'], { stdin: answer });
  expect(JSON.parse(stdout)).toEqual(JSON.parse(answer).data);
  expect((await run(['query', '{a="b"}[1m]', '--series', '-'], { stdin: stdout })).stdout).toBe(stdout);
});

test.each([
  [['sum(rate(requests_total[1m])'], '1:29: the query ends before it'],
  [['rate(requests_total)'], '1:6: argument 1 of \'rate\' must be given a range vector, got an instant vector\n  rate(requests_total)\n       ^^^^^^^^^^^^^^\n'],
  [['ratte(requests_total[1m])'], '1:1: there is no function \'ratte\', expected a function of Prometheus; did you mean \'rate\'?\n  ratte('],
  [['1 +\n  hour(vector(NaN))'], '2:3: \'hour\' of NaN, which is no time of any calendar, is not implemented here; a Prometheus server may know it\n    hour(vector(NaN))\n    ^^^^^^^^^^^^^^^^^\n'],
  [['requests_total / on() requests_total'], '1:1: found duplicate series for the match group {} on the right hand-side of the operation: '],
  [['requests_total[1m]', '--start', '0', '--end', '1', '--step', '1'], '1:1: a range query must give a scalar or an instant vector, got a range vector'],
  [['1', '--start', '0', '--end', '1', '--step', '1ms', '--prometheus', '2', '--start', '-100'], '1:1: a range must not have more than 11000 steps, got 101001; use a longer step'],
])('fails for %j with the place in the query', async (argv, message) => {
  const { exitCode, stdout, stderr } = await query(argv);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr.slice(0, `error: query:${message}`.length)).toBe(`error: query:${message}`);
});

test.each([
  [['1', '--at', 'now'], '\'--at\' must be seconds since 1970 or a time such as 2026-11-23T09:00:00Z, got \'now\''],
  [['1', '--at', '2026-13-45T00:00:00Z'], '\'--at\' must be seconds since 1970 or a time such as 2026-11-23T09:00:00Z, got \'2026-13-45T00:00:00Z\''],
  [['1', '--at', '1', '--step', '1'], '\'--at\' asks for one moment, and \'--start\', \'--end\' and \'--step\' for a range; leave one of them out'],
  [['1', '--start', '1'], 'a range must have \'--start\', \'--end\' and \'--step\'; add what is missing, or ask for one moment with \'--at\''],
  [['1', '--start', '1', '--end', '2', '--step', '0'], '\'--step\' must be a duration such as 15s or a number of seconds above 0, got \'0\''],
  [['1', '--interval', 'often'], '\'--interval\' must be a duration such as 15s or a number of seconds above 0, got \'often\''],
])('fails for %j with a sentence', async (argv, message) => {
  expect(await query(argv)).toEqual({ exitCode: 2, stdout: '', stderr: `error: ${message}\n` });
});

test.each([
  ['a 1 2 three', 'series.txt:1:7: expected a number, \'_\' or \'stale\', got \'t\''],
  ['[{"values": 1}]', 'series.txt: [0].values: the samples must be a list of pairs'],
])('fails for the series %j', async (series, message) => {
  expect(await query(['1'], series)).toEqual({ exitCode: 2, stdout: '', stderr: `error: ${message}\n` });
});

test('fails where there are no series', async () => {
  expect((await run(['query', '1', '--series', 'none.txt'])).stderr).toBe('error: \'--series\' must name a file that can be read, got \'none.txt\'; there is no such file or folder\n');
  expect((await run(['query', '1'])).stderr).toContain('error: required option \'--series <file>\' not specified');
});
