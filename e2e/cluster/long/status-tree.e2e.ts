import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../test/cli/memory-io';
import { readExample } from '../../bundle/example';
import { scaledBundle } from '../../bundle/scaled';
import { KUBECTL_PLUGIN } from '../../components/programs';
import { Cluster } from '../../harness/cluster';
import { buildGoProgram } from '../../programs/go-build';
import { LiveCanary } from '../live-canary';

// What `smart-canary simulate --output tree` draws is what people know from kubectl.

const BUNDLE = 'dist/02-the-article/rpc-server.k8s.yaml';

let plugin: string;
let cluster: Cluster;
let canary: LiveCanary;

beforeAll(async () => {
  plugin = await buildGoProgram(KUBECTL_PLUGIN);
  cluster = await Cluster.start({ name: 'status-tree', controllers: true });
  const example = readExample('02-the-article');
  canary = await LiveCanary.install(cluster, { ...example, bundle: scaledBundle(example.bundle, { factor: 1, prometheus: cluster.prometheus }) });
  await canary.healthy(60);
  await canary.release('next');
  await canary.paused(60);
}, 900_000);

afterAll(async () => {
  canary?.stop();
  await cluster?.stop();
});

/** What stands before the names, and after them: names are hashes there and revisions here, and images and ages are only there. */
function shapeOf(tree: string): string[] {
  const lines = tree.split('\n').filter((line) => line !== '' && !/^(?:Images|\s+\S+ \((?:stable|canary)|NAME)/.test(line));
  return lines.map((line) => line
    .replace(/^(\W*)(?:rpc-server[\w-]*)/, '$1NAME')
    .replace(/\s+(?:\d+[hms])+(?=\s|$)/, '')
    .replace(/\s+/g, ' ')
    .trimEnd());
}

test('a release that waits at a pause is drawn as the kubectl plugin draws it', async () => {
  // GIVEN
  const { name, namespace } = canary.place;
  const real = execFileSync(plugin, ['get', 'rollout', name, '-n', namespace, '--no-color', '--kubeconfig', cluster.configFile], { encoding: 'utf-8' });

  // WHEN
  const files = { [BUNDLE]: readFileSync(join(__dirname, '..', '..', '..', BUNDLE), 'utf-8') };
  const { stdout } = await run(['simulate', BUNDLE, '--output', 'tree', '--namespace', namespace], { files });

  // THEN
  expect(shapeOf(real)).toEqual(expect.arrayContaining(['Status: ॥ Paused', '├──# revision:2', '└──# revision:1']));
  expect(shapeOf(stdout)).toEqual(shapeOf(real));
});
