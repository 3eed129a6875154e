import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Component } from '../../harness/component';

let logs: string;

beforeAll(() => { logs = mkdtempSync(join(tmpdir(), 'component-')); });

afterAll(() => rmSync(logs, { recursive: true, force: true }));

function start(name: string, script: string): Component {
  return Component.start({ name, command: 'sh', args: ['-c', script], logs });
}

test('fails with the last lines of its log where a component ends on its own', async () => {
  // WHEN
  const component = start('dying', 'echo first; echo "no room left" >&2; exit 3');

  // THEN
  await expect(component.failed).rejects.toThrow(`dying ended with 3; the last lines of ${join(logs, 'dying.log')}:\nfirst\nno room left`);
});

test('fails at once where a component ends before it is healthy', async () => {
  await expect(start('sick', 'exit 1').healthy(async () => false)).rejects.toThrow('sick ended with 1');
});

test('fails where the program is not there', async () => {
  await expect(Component.start({ name: 'missing', command: join(logs, 'no-such-program'), args: [], logs }).failed).rejects.toThrow('missing ended with 127');
});

test('a component that is stopped has not failed', async () => {
  // GIVEN
  const component = start('lasting', 'echo ready; exec sleep 600');
  await component.healthy(async () => component.hasLogged('ready'));

  // WHEN
  await component.stop();

  // THEN
  expect(await Promise.race([component.failed, Promise.resolve('no failure')])).toBe('no failure');
});
