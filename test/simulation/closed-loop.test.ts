import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../cli/memory-io';
const DIST = join(__dirname, '..', '..', 'dist');
test.each([
  ['02-the-article/rpc-server', 'canary-fails', ['--promote-after', '1m']],
  ['02-the-article/rpc-server', 'healthy', ['--promote-after', '1m']],
  ['03-grpc-service/rpc-server', 'canary-fails', []],
  ['03-grpc-service/rpc-server', 'healthy', []],
  ['01-three-words/rpc-server', 'healthy', []],
  ['01-three-words/rpc-server', 'canary-fails', []],
  ['01-three-words/rpc-server', 'no-traffic', []],
  ['01-three-words/rpc-server', 'prometheus-down', []],
  ['01-three-words/rpc-server', 'never-ready', []],
  ['06-host-routing/search', 'canary-fails', []],
  ['06-host-routing/search', 'canary-slow', []],
  ['06-host-routing/search', 'healthy', ['--seed', '7']],
  ['04-http-ingress/shop', 'healthy', []],
  ['07-existing-objects/checkout', 'healthy', []],
])('%s %s', async (file, scenario, flags) => {
  const text = readFileSync(join(DIST, `${file}.k8s.yaml`), 'utf-8');
  const r = await run(['simulate', '-', '--scenario', scenario, '--promote-after', '1m', ...flags], { stdin: text });
  process.stderr.write(`${file} ${scenario} ${r.exitCode}\n${r.stderr}${r.stdout}\n`);
});
