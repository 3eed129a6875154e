import { availableParallelism } from 'node:os';
import { type CheckRow, measureCheck } from './check';
import { type Comparison, compare } from './comparison';
import { goalsOfManyCharts, type ManyChartsGoal, type ManyChartsRow, measureManyCharts } from './many-charts';
import { interleave, type Pairs } from './measured/interleave';
import type { Loaded } from './measured/loaded';
import { type RunScript } from './plain-node';
import { goalsOfValidate, measureValidate, type ValidateGoal, type ValidateRow } from './validate';
import { oracleProgram } from '../e2e/oracles/programs';

const ROUNDS = 15;
const MAX_EXTRA_LOAD = 60;
const MAX_SYNTH_RATIO = 1.3;
const MAX_QUERY_MILLISECONDS = 0.05;
const MAX_EVALUATION_RATIO = 2;
const PLAIN_OBJECTS = 'plain ApiObjects';

/** What is loaded of the library at two moments, and of cdk8s. */
export interface LoadedFiles {
  readonly afterRequire: Loaded;
  readonly afterCanary: Loaded;
  readonly peer: Loaded;
}

/** What can be measured by itself. */
export const TABLES = ['one', 'many', 'check', 'validate'] as const;
export type Table = typeof TABLES[number];

/** What was measured; empty where a table was not asked for. */
export interface Measurements {
  readonly node: string;
  readonly cores: number;
  readonly comparisons: Comparison[];
  readonly loaded?: LoadedFiles;
  readonly manyCharts: ManyChartsRow[];
  readonly goals: ManyChartsGoal[];
  readonly check: CheckRow[];
  readonly validate: ValidateRow[];
  readonly validateGoals: ValidateGoal[];
}

export async function measure(run: RunScript, tables: readonly Table[]): Promise<Measurements> {
  const isAsked = (table: Table) => tables.includes(table);
  const validate = isAsked('validate') ? await measureValidate() : [];
  const manyCharts = isAsked('many') ? measureManyCharts(run) : [];
  return {
    node: process.version,
    cores: availableParallelism(),
    comparisons: isAsked('one') ? await compareAll(run) : [],
    ...isAsked('one') && { loaded: run('loaded') as LoadedFiles },
    manyCharts,
    goals: manyCharts.length > 0 ? goalsOfManyCharts(manyCharts) : [],
    check: isAsked('check') ? measureCheck(run) : [],
    validate,
    validateGoals: validate.length > 0 ? goalsOfValidate(validate) : [],
  };
}

async function compareAll(run: RunScript): Promise<Comparison[]> {
  return [await compareRequire(run), await compareFirstBundle(run), ...compareSynth(run), ...compareQueries(run), ...await compareEvaluation(run)];
}

async function compareRequire(run: RunScript): Promise<Comparison> {
  const cdk8s = ['cdk8s', 'constructs'];
  const pairs = await inFreshProcesses(() => run('require', ...cdk8s, 'cdk8s-smart-canary'), () => run('require', ...cdk8s));
  return compare({ name: 'require', peerName: 'cdk8s and constructs alone' }, pairs, { of: 'extra', atMost: MAX_EXTRA_LOAD });
}

/** No goal is set for it: it shows what `require` leaves for later. */
async function compareFirstBundle(run: RunScript): Promise<Comparison> {
  const manifests = JSON.stringify(run('manifests'));
  const pairs = await inFreshProcesses(() => run('first-bundle'), () => run('first-bundle', manifests));
  return compare({ name: 'require and first bundle', peerName: PLAIN_OBJECTS }, pairs);
}

function compareSynth(run: RunScript): Comparison[] {
  const { json, yaml, files } = run('synth') as { json: Pairs; yaml: Pairs; files: Pairs };
  return [
    compare({ name: 'construct and synth', peerName: PLAIN_OBJECTS }, files, { of: 'ratio', atMost: MAX_SYNTH_RATIO }),
    compare({ name: 'construct and synthYaml', peerName: PLAIN_OBJECTS }, yaml),
    compare({ name: 'construct and toJson', peerName: PLAIN_OBJECTS }, json),
  ];
}

function compareQueries(run: RunScript): Comparison[] {
  const { known, fresh } = run('queries') as { known: Pairs; fresh: Pairs };
  const peerName = 'lezer-promql, its tree alone';
  return [
    compare({ name: 'read a query', peerName }, known, { of: 'library', atMost: MAX_QUERY_MILLISECONDS }),
    compare({ name: 'read one of a new shape', peerName }, fresh),
  ];
}

/** Beside the engine itself; without Go there is none, and nothing to compare with. */
async function compareEvaluation(run: RunScript): Promise<Comparison[]> {
  let program: string;
  try {
    program = await oracleProgram('promql');
  } catch (error) {
    console.error(`the evaluation of queries is left out: ${(error as Error).message}`);
    return [];
  }
  const measured = run('evaluation', program) as Record<string, Pairs>;
  return Object.entries(measured).map(([name, pairs]) =>
    compare({ name, peerName: 'Prometheus\' own engine' }, pairs, { of: 'ratio', atMost: MAX_EVALUATION_RATIO }));
}

/** The first process of each side fills the file cache and is not counted. */
async function inFreshProcesses(library: () => unknown, peer: () => unknown): Promise<Pairs> {
  library();
  peer();
  return interleave(ROUNDS, () => library() as number, () => peer() as number);
}
