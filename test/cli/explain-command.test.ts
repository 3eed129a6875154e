import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './memory-io';

const ARTICLE = readFileSync(join(__dirname, '../../dist/02-the-article/rpc-server.k8s.yaml'), 'utf-8');
const GOLDEN = readFileSync(join(__dirname, '../fixtures/explain/the-article.txt'), 'utf-8');
const LATENCY = readFileSync(join(__dirname, '../../dist/04-http-ingress/shop.k8s.yaml'), 'utf-8');

async function explain(text: string, ...flags: string[]) {
  return run(['explain', 'bundle.yaml', ...flags], { files: { 'bundle.yaml': text } });
}

test('explains itself', async () => {
  const { exitCode, stdout } = await run(['explain', '--help']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatchSnapshot();
});

test('explains the metric of the article', async () => {
  expect(await explain(ARTICLE)).toEqual({ exitCode: 0, stdout: GOLDEN, stderr: '' });
});

test('tells that the article\'s metric is measured once, and needs four measurements to fail', async () => {
  const { stdout } = await explain(ARTICLE, '--output', 'json');
  const [{ metric, measured, reads, verdicts }] = JSON.parse(stdout);
  expect(metric).toBe('success-rate');
  expect(reads).toBe('the requests of both versions together, stable\'s beside the canary\'s');
  expect(measured).toEqual({ during: 'from step 2 (setWeight: 50) on', initialDelay: 0, interval: 300, failuresNeeded: 4, errorsNeeded: 5, pauses: 30, measurements: 1 });
  expect(verdicts.map(({ name, phase }: { name: string; phase: string }) => [name, phase])).toEqual([
    ['no data', 'Error'],
    ['not a number', 'Failed'],
    ['infinite', 'Successful'],
    ['below 0.95', 'Failed'],
    ['at 0.95', 'Successful'],
    ['above 0.95', 'Successful'],
    ['a good series, then a bad one', 'Successful'],
    ['a bad series, then a good one', 'Failed'],
  ]);
  expect(verdicts[1].result).toEqual(['NaN']);
});

test('says of a canary\'s own metrics that they read the canary alone, and fail without data', async () => {
  const { exitCode, stdout } = await explain(LATENCY);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('and reads the canary alone, by its hash, and nothing of the stable version.');
  expect(stdout).toMatch(/^ {2}no data +Failed$/m);
  expect(stdout).not.toMatch(/^ {2}no data +(Error|Successful)/m);
});

test.each([
  ['a query that does not parse', ARTICLE.replace('sum(irate', 'sum(irrate'), 'which Prometheus refuses: '],
  ['a condition that does not parse', ARTICLE.replace('result[0] >= {{', 'result[0] >=> {{'), 'which can never be evaluated: successCondition, character 13: '],
  ['a condition of the wrong type', ARTICLE.replace('result[0] >= {{', 'result >= {{'), 'which can never be evaluated: successCondition, character 8: '],
])('fails for %s, and explains the rest', async (_, text, reason) => {
  const { exitCode, stdout } = await explain(text);
  expect(exitCode).toBe(2);
  expect(stdout).toContain(reason);
  expect(stdout).toContain('It is measured from step 2 (setWeight: 50) on, every 5 min');
});

test('fails for a file that is not there', async () => {
  const { exitCode, stderr } = await run(['explain', 'nothing.yaml']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('nothing.yaml');
});

test('says where nothing asks Prometheus', async () => {
  const settings = '{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}';
  expect(await explain(settings, '--output', 'json')).toEqual({ exitCode: 0, stdout: '[]\n', stderr: 'no Rollout in these files has an analysis here that asks Prometheus\n' });
});
