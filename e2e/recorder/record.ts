import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { recordScenario, type Recording } from './recording';
import { SCENARIOS } from './scenarios';
import { type TraceEntry } from './trace';
import { Cluster } from '../harness/cluster';
import { say } from '../programs/say';

const TRACES = join(__dirname, '..', '..', 'test', 'fixtures', 'traces');

/** More at a time would be in each other's way, and in the times. */
const AT_A_TIME = 3;

void main(process.argv.slice(2));

/** Records the named scenarios, or all, from the real controller. */
async function main(wanted: string[]): Promise<void> {
  const unknown = wanted.find((name) => SCENARIOS[name] === undefined);
  if (unknown !== undefined) {
    say(`there is no scenario '${unknown}', only ${Object.keys(SCENARIOS).join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const cluster = await Cluster.start({ name: 'recorder', controllers: true });
  cluster.node.podStart = ({ image }) => image.endsWith(':stuck') ? Infinity : image.endsWith(':slow') ? 5_000 : 0;
  try {
    const names = wanted.length > 0 ? [...wanted] : Object.keys(SCENARIOS);
    mkdirSync(TRACES, { recursive: true });
    await Promise.all(Array.from({ length: AT_A_TIME }, () => recordFrom(cluster, names)));
  } finally {
    await cluster.stop();
  }
}

/** Takes one name after another until there is none; a scenario that fails does not keep the others. */
async function recordFrom(cluster: Cluster, names: string[]): Promise<void> {
  for (let name = names.shift(); name !== undefined; name = names.shift()) {
    try {
      const recording = await recordScenario(cluster, name, SCENARIOS[name]);
      await write(cluster, name, recording);
      say(`recorded ${name}: ${recording.trace.length} entries`);
    } catch (error) {
      say(`${name} was not recorded: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  }
}

async function write(cluster: Cluster, name: string, { input, initial, trace, final }: Recording): Promise<void> {
  const { gitVersion } = await cluster.kube.demand('GET', '/version') as { gitVersion: string };
  const head = { scenario: name, versions: { argoRollouts: 'v1.9.1', kubernetes: gitVersion }, recordedAt: new Date().toISOString() };
  const fields = Object.entries(head).map(([field, value]) => `${JSON.stringify(field)}: ${JSON.stringify(value)},\n`);
  writeFileSync(join(TRACES, `${name}.input.yaml`), input.map((object) => stringify(object)).join('---\n'));
  writeFileSync(join(TRACES, `${name}.initial.json`), `${entries(initial)}\n`);
  writeFileSync(join(TRACES, `${name}.json`), `{\n${fields.join('')}"trace": ${entries(trace)},\n"final": ${JSON.stringify(final)}\n}\n`);
}

/** One entry a line: a recording that has changed can be read as a diff. */
function entries(trace: readonly TraceEntry[]): string {
  return `[\n${trace.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`;
}
