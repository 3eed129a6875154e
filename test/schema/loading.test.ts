import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/**
 * Prints which schemas and engines are loaded after each of these manifests was checked.
 *
 * It runs in a process of its own, on the compiled library: Jest has its own `require`.
 */
const PROGRAM = `
  const { relative } = require('node:path');
  const loaded = () => Object.keys(require.cache).map((file) => relative(process.cwd(), file)).filter((file) => /schemas.|vendor.|re2js/.test(file));
  const { checkObject } = require('./lib/src/schema/check-object');
  const steps = [loaded()];
  const check = (apiVersion, kind, spec) => {
    checkObject({ apiVersion, kind, metadata: { name: 'a' }, spec });
    steps.push(loaded().filter((file) => !steps.flat().includes(file)));
  };
  check('v1', 'Service', { ports: [{ port: 80 }] });
  check('networking.istio.io/v1', 'VirtualService', { hosts: ['a'] });
  check('networking.istio.io/v1', 'DestinationRule', { host: 'a', workloadSelector: { matchLabels: { app: 'a' } } });
  check('networking.istio.io/v1', 'VirtualService', { http: [{ timeout: '5s' }] });
  check('networking.istio.io/v1', 'VirtualService', { http: [{ timeout: '1s500ms' }] });
  check('argoproj.io/v1alpha1', 'Rollout', { strategy: { canary: { steps: [{ setWeight: 5 }] } } });
  check('networking.istio.io/v1alpha3', 'EnvoyFilter', { targetRefs: [{ kind: 'Gateway', name: 'a' }] });
  console.log(JSON.stringify(steps));
`;

test('schemas and engines are loaded when something needs them', () => {
  const steps = JSON.parse(execFileSync(process.execPath, ['-e', PROGRAM], { cwd: ROOT, encoding: 'utf-8' }));
  expect(steps.map((files: string[]) => [...new Set(files.map((file) => file.replace(/^node_modules.re2js.*/, 're2js')))])).toEqual([
    [],
    [join('lib', 'schemas', 'kubernetes.json')],
    [join('lib', 'schemas', 'networking.istio.io.json')],
    [],
    [],
    [join('lib', 'vendor', 'cel-js.js')],
    [join('lib', 'schemas', 'argoproj.io.json')],
    ['re2js'],
  ]);
});
