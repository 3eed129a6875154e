import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { NoAnswer, OracleClient } from './client';

/** An oracle in JavaScript, which does what the name of the operation says. */
const PROGRAM = `
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const { id, op, ...fields } = JSON.parse(line);
    const reply = (rest) => console.log(JSON.stringify({ id, ...rest }));
    if (op === 'repeat') reply({ answer: fields });
    if (op === 'pid') reply({ answer: process.pid });
    if (op === 'fail') reply({ error: { kind: fields.kind, message: 'no sense' } });
    if (op === 'babble') console.log('hello');
    if (op === 'die') { console.error('first\\nlast words'); process.exit(3); }
  }).on('close', () => process.exit(0));
`;

function start(timeout?: number): OracleClient {
  return new OracleClient('fake', process.execPath, ['-e', PROGRAM], timeout);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function waitUntilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('each question gets its own answer, however many are asked at once', async () => {
  const oracle = start();
  const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => oracle.ask('repeat', { n })));
  expect(answers).toEqual(Array.from({ length: 50 }, (_, n) => ({ n })));
  await oracle.stop();
});

test('stop waits until the program is gone', async () => {
  const oracle = start();
  const pid = await oracle.ask<number>('pid', {});
  expect(isAlive(pid)).toBe(true);
  await oracle.stop();
  expect(isAlive(pid)).toBe(false);
});

test('the program is gone when whoever asked it was killed', async () => {
  // GIVEN
  const script = `
    const { OracleClient } = require(${JSON.stringify(join(__dirname, 'client.ts'))});
    const oracle = new OracleClient('fake', process.execPath, ['-e', ${JSON.stringify(PROGRAM)}]);
    oracle.ask('pid', {}).then(console.log);
  `;
  const parent = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = await once(parent.stdout, 'data') as [Buffer];
  const pid = Number(output.toString());
  expect(isAlive(pid)).toBe(true);

  // WHEN
  parent.kill('SIGKILL');

  // THEN
  await waitUntilGone(pid);
});

test.each(['request', 'panic'])('fails with the kind where there is no answer: %s', async (kind) => {
  const oracle = start();
  const asked = oracle.ask('fail', { kind });
  await expect(asked).rejects.toThrow(new NoAnswer(kind as 'request', 'no sense'));
  await expect(asked).rejects.toHaveProperty('kind', kind);
  await oracle.stop();
});

test('fails with the end of its log when the program dies, all that was asked, and what is asked then gets a new program', async () => {
  const oracle = start();
  const asked = [oracle.ask('die', {}), oracle.ask('repeat', {})];
  const message = 'fake ended with 3, its log with: first\nlast words';
  await expect(asked[0]).rejects.toThrow(message);
  await expect(asked[1]).rejects.toThrow(message);
  expect(await oracle.ask('repeat', { n: 1 })).toEqual({ n: 1 });
  await oracle.stop();
});

test('fails and ends the program when an answer does not come', async () => {
  const oracle = start(500);
  const pid = await oracle.ask<number>('pid', {});
  await expect(oracle.ask('sleep', {})).rejects.toThrow('fake did not answer \'sleep\' within 0.5 s; it was ended, its log with: nothing');
  await waitUntilGone(pid);
  await oracle.stop();
});

test('fails when it says something that is no answer', async () => {
  const oracle = start();
  await expect(oracle.ask('babble', {})).rejects.toThrow('fake wrote what is no answer to anything: hello; it was ended, its log with: nothing');
  await oracle.stop();
});

test('fails when there is no such program', async () => {
  const oracle = new OracleClient('fake', '/nowhere/oracle');
  await expect(oracle.ask('repeat', {})).rejects.toThrow('fake did not start: spawn /nowhere/oracle ENOENT');
  await oracle.stop();
});

test('nothing that these tests started is left', () => {
  expect(execFileSync('ps', ['-o', 'args=', '--ppid', String(process.pid)], { encoding: 'utf-8' })).not.toContain('last words');
});
