import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** Threads need compiled files: it runs in a process of its own, as Jest would take them from the sources. */
const PREAMBLE = `
  const { readFileSync } = require('node:fs');
  const { readManifests } = require('./lib/src/manifest/read-manifests.js');
  const { playInThreads } = require('./lib/src/cli/runs-pool.js');
  const { RunsPlayer } = require('./lib/src/cli/runs-player.js');
  const { manifests } = readManifests(readFileSync('dist/02-the-article/rpc-server.k8s.yaml'), 'a.yaml');
  const situation = { name: 'canary-fails', errorRate: 0.05, requestsPerSecond: 5 };
  const setup = { objects: manifests.map(({ object }) => object), namespace: 'eu', version: '1.9', situation, scenario: { promoteAfter: 60, podStartup: 5 } };
  const tasks = [0, 10, 20, 30, 40].map((first) => ({ rollout: 0, seeds: { first, count: 10 } }));
`;

function node(program: string) {
  return spawnSync(process.execPath, ['-e', PREAMBLE + program], { cwd: ROOT, encoding: 'utf-8', timeout: 50_000 });
}

test('plays the same in any number of threads, and without them', () => {
  const { stdout, stderr, status } = node(`
    (async () => {
      const player = new RunsPlayer(setup);
      const here = tasks.map((task) => player.play(task));
      const played = [];
      for (const threads of [1, 3]) {
        let done = 0;
        const there = await playInThreads(setup, tasks, threads, () => done++);
        played.push([done, JSON.stringify(there) === JSON.stringify(here)]);
      }
      console.log(JSON.stringify({ played, seeds: here.flat().map(({ seed }) => seed), requests: new Set(here.flat().map(({ exposure }) => exposure.requests)).size }));
    })();
  `);
  expect([status, stderr]).toEqual([0, '']);
  const { played, seeds, requests } = JSON.parse(stdout);
  expect(played).toEqual([[5, true], [5, true]]);
  expect(seeds).toEqual(Array.from({ length: 50 }, (_, seed) => seed));
  // Else the threads would have had nothing to differ in.
  expect(requests).toBeGreaterThan(10);
});

test('fails with what failed in a thread, and ends', () => {
  const { stdout, stderr, status } = node(`
    const wrong = { rollout: 7, seeds: { first: 0, count: 1 } };
    playInThreads(setup, [...tasks, wrong, ...tasks], 2, () => {}).then(() => console.log('played'), (error) => console.log('failed: ' + error.message));
  `);
  expect([status, stderr, stdout]).toEqual([0, '', 'failed: \'rollout\' must be below 1, got 7; it is the place among those of the manifests\n']);
});

test('the command plays hundreds of runs', () => {
  const args = ['simulate', 'dist/02-the-article', '--scenario', 'canary-fails', '--error-rate', '0.05', '--rps', '5', '--promote-after', '1m', '--runs', '300', '-o', 'json'];
  const { stdout, stderr, status } = spawnSync(process.execPath, [join('bin', 'smart-canary'), ...args], { cwd: ROOT, encoding: 'utf-8' });
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^note: Rollout default\/rpc-server: /)]);
  const [{ rollout, runs, firstSeed, outcomes }] = JSON.parse(stdout).distributions;
  expect([rollout, runs, firstSeed]).toEqual(['default/rpc-server', 300, 0]);
  expect(outcomes.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(300);
});
