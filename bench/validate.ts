import { strictEqual } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { provideKubeconform } from './kubeconform';
import { type Summary, summarize } from './statistics';

const ROOT = join(__dirname, '..');
const BIN = join(ROOT, 'bin', 'smart-canary');
const EXAMPLE = join(ROOT, 'dist', '03-grpc-service', 'rpc-server.k8s.yaml');
const SCRATCH = join(ROOT, 'artifacts');

/** How often each command runs, by the number of bundles. */
const ROUNDS: [bundles: number, rounds: number][] = [[1, 15], [100, 5], [1000, 3]];

type Side = 'node alone' | 'smart-canary' | 'kubeconform';

/** One command at one number of bundles; times on the clock in milliseconds, memory in mebibytes. */
export interface ValidateRow {
  readonly bundles: number;
  readonly documents: number;
  readonly side: Side;
  readonly rounds: number;
  readonly wall: Summary;
  /** Of that of Node alone, in the same round. */
  readonly beyondNode: Summary;
  readonly ofPeer?: Summary;
  readonly own?: Usage;
}

/** What the process says of itself: on a machine with other work its processor time is the steadier measure. */
interface Usage {
  readonly cpu: number;
  readonly peakMemory: number;
}

export interface ValidateGoal {
  readonly name: string;
  readonly figure: number;
  readonly atMost: number;
  readonly met: boolean;
}

type Round = Partial<Record<Side, number>> & Record<'node alone' | 'smart-canary', number>;

/** Checks the bundle of an example, and many like it, as commands: ours, kubeconform, and Node that does nothing, in turns. */
export async function measureValidate(): Promise<ValidateRow[]> {
  mkdirSync(SCRATCH, { recursive: true });
  const scratch = mkdtempSync(join(SCRATCH, 'bench-validate-'));
  try {
    const kubeconform = await provideKubeconform(scratch);
    return ROUNDS.flatMap(([bundles, rounds]) => {
      const folder = writeBundles(join(scratch, String(bundles)), bundles);
      const measure = (): Round => ({
        'node alone': timeOf(process.execPath, ['-e', '0']),
        'smart-canary': timeOf(process.execPath, [BIN, 'validate', folder]),
        ...kubeconform && { kubeconform: timeOf(kubeconform.program, [...kubeconform.args, folder]) },
      });
      // The first round fills the cache of files, and that of compiled code.
      measure();
      return rowsOf(bundles, folder, Array.from({ length: rounds }, measure));
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** By the medians: a command within a moment, linear in documents, and bounded in memory. */
export function goalsOfValidate(rows: readonly ValidateRow[]): ValidateGoal[] {
  const at = (bundles: number) => rows.find((row) => row.bundles === bundles && row.side === 'smart-canary')!;
  const each = (bundles: number) => at(bundles).beyondNode.median / at(bundles).documents;
  return [
    atMost('validate: one bundle as a command, milliseconds', at(1).wall.median, 150),
    atMost('validate: milliseconds a document, 1,000 bundles in one process', each(1000), 1),
    atMost('validate: processor time a document there, milliseconds', at(1000).own!.cpu / at(1000).documents, 1),
    atMost('validate: time a document at 1,000 bundles, of that at 100', each(1000) / each(100), 1.2),
    atMost('validate: MiB at 10,000 documents', at(1000).own!.peakMemory, 500),
  ];
}

function rowsOf(bundles: number, folder: string, rounds: readonly Round[]): ValidateRow[] {
  const documents = bundles * documentsIn(readFileSync(EXAMPLE, 'utf-8'));
  const sides = (['node alone', 'smart-canary', 'kubeconform'] as const).filter((side) => rounds[0][side] !== undefined);
  return sides.map((side) => ({
    bundles,
    documents,
    side,
    rounds: rounds.length,
    wall: summarize(rounds.map((round) => round[side]!)),
    beyondNode: summarize(rounds.map((round) => round[side]! - round['node alone'])),
    ...side === 'smart-canary' && { own: usageOf(folder) },
    ...rounds[0].kubeconform !== undefined && { ofPeer: summarize(rounds.map((round) => round[side]! / round.kubeconform!)) },
  }));
}

function writeBundles(folder: string, count: number): string {
  mkdirSync(folder);
  const text = readFileSync(EXAMPLE, 'utf-8');
  for (let index = 0; index < count; index++) writeFileSync(join(folder, `${index}.yaml`), text.replaceAll('rpc-server', `rpc-server-${index}`));
  return folder;
}

function documentsIn(text: string): number {
  return text.split(/^---$/m).length;
}

/** Node 20 reads more certificates, where it is told to, whenever it starts: no part of a command that asks nobody. */
const { NODE_EXTRA_CA_CERTS: _, ...ENVIRONMENT } = process.env;

/** Of each release there is something to tell: a report of thousands is long. */
const COMMAND = { encoding: 'utf-8', maxBuffer: 2 ** 30, env: ENVIRONMENT } as const;

/** A command that finds errors would be measured for its report. */
function timeOf(program: string, args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stdout } = spawnSync(program, args, COMMAND);
  const time = Number(process.hrtime.bigint() - start) / 1e6;
  strictEqual(status, 0, `${program} ${args.join(' ')} ended with ${status}:\n${stdout.slice(0, 1000)}`);
  return time;
}

function usageOf(folder: string): Usage {
  const program = `
    process.on('exit', () => process.stderr.write(JSON.stringify(process.resourceUsage())));
    process.argv = ['node', 'smart-canary', 'validate', ${JSON.stringify(folder)}];
    require(${JSON.stringify(BIN)});
  `;
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(spawnSync(process.execPath, ['-e', program], COMMAND).stderr);
  return { cpu: (userCPUTime + systemCPUTime) / 1000, peakMemory: maxRSS / 1024 };
}

function atMost(name: string, figure: number, bound: number): ValidateGoal {
  return { name, figure, atMost: bound, met: figure <= bound };
}
