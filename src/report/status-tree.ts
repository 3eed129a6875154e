import { printable } from './printable';
import { type Simulated } from './simulated';
import { type ReplicaSetAt, type RunAt, type RolloutAt, stateAt } from './state-at';
import { ageText } from './times';
import { type RunPhase } from '../simulation/measurement';

type Row = readonly [name: string, kind: string, status: string, age: string, info: string];

const ICONS: Record<string, string> = {
  Healthy: '✔',
  Running: '✔',
  Successful: '✔',
  Paused: '॥',
  Degraded: '✖',
  Failed: '✖',
  Progressing: '◌',
  ContainerCreating: '◌',
  Pending: '◷',
  Inconclusive: '?',
  Error: '⚠',
  ScaledDown: '•',
};

/**
 * The status of each Rollout at a time, in seconds, as `kubectl argo rollouts get rollout` shows it.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/kubectl-argo-rollouts/cmd/get/get_rollout.go
 */
export function statusTree(simulated: readonly Simulated[], at?: number): string {
  return simulated.map((each) => treeOf(each, at ?? each.timeline.endsAt)).join('\n');
}

function treeOf(simulated: Simulated, at: number): string {
  const state = stateAt(simulated, at);
  return [...headOf(state), '', ...table(rowsOf(state)), ''].join('\n');
}

function headOf({ namespace, name, status, message, step, setWeight, weight, sets, desired }: RolloutAt): string[] {
  const current = sets.reduce((sum, set) => sum + set.size, 0);
  const available = sets.reduce((sum, set) => sum + set.available, 0);
  const fields = [
    ['Name:', name], ['Namespace:', namespace], ['Status:', `${ICONS[status]} ${status}`], ...message ? [['Message:', message]] : [], ['Strategy:', 'Canary'],
    ['  Step:', step], ['  SetWeight:', String(setWeight)], ['  ActualWeight:', String(weight)], ['Replicas:', ''], ['  Desired:', String(desired)],
    ['  Current:', String(current)], ['  Updated:', String(sets[0]?.size ?? 0)], ['  Ready:', String(available)], ['  Available:', String(available)],
  ];
  return fields.map(([title, value]) => `${title.padEnd(17)}${printable(value)}`.trimEnd());
}

function rowsOf({ name, status, sets, runs, age }: RolloutAt): Row[] {
  const rows: Row[] = [['NAME', 'KIND', 'STATUS', 'AGE', 'INFO'], [`⟳ ${name}`, 'Rollout', `${ICONS[status]} ${status}`, age === undefined ? '' : ageText(age), '']];
  sets.forEach((set, i) => {
    const [prefix, below] = prefixes(i === sets.length - 1, '');
    rows.push([`${prefix}# revision:${set.revision}`, '', '', '', '']);
    const own = runs.filter(({ revision }) => revision === set.revision);
    rows.push(...setRows(name, set, ...prefixes(own.length === 0, below)));
    own.forEach((run, k) => rows.push(runRow(run, prefixes(k === own.length - 1, below)[0])));
  });
  return rows;
}

function setRows(rollout: string, set: ReplicaSetAt, prefix: string, below: string): Row[] {
  const { revision, size, available, age, role } = set;
  const name = `${rollout}-${revision}`;
  const status = size === 0 ? 'ScaledDown' : available >= size ? 'Healthy' : 'Progressing';
  const pods = Array.from({ length: size }, (_, i): Row => {
    const isReady = i < available;
    const phase = isReady ? 'Running' : 'ContainerCreating';
    return [`${prefixes(i === size - 1, below)[0]}□ ${name}-${i + 1}`, 'Pod', `${ICONS[phase]} ${phase}`, ageOf(set.podAges[i]), `ready:${isReady ? 1 : 0}/1`];
  });
  return [[`${prefix}⧉ ${name}`, 'ReplicaSet', `${ICONS[status]} ${status}`, ageOf(age), role], ...pods];
}

function runRow({ name, phase, age, counts }: RunAt, prefix: string): Row {
  const info = (['Successful', 'Failed', 'Inconclusive', 'Error'] as const).filter((each) => counts[each] > 0).map((each) => `${iconOfCount(each)} ${counts[each]}`);
  return [`${prefix}α ${name}`, 'AnalysisRun', `${iconOfRun(phase)} ${phase}`, ageOf(age), info.join(',')];
}

function iconOfCount(phase: 'Successful' | 'Failed' | 'Inconclusive' | 'Error'): string {
  return ICONS[phase];
}

/** A run that goes on has another glyph than a pod that runs. */
function iconOfRun(phase: RunPhase): string {
  return phase === 'Running' ? '◌' : ICONS[phase] ?? '◷';
}

/** What was there before the simulation is of no known age. */
function ageOf(seconds: number | undefined): string {
  return seconds === undefined ? '' : ageText(seconds);
}

function prefixes(isLast: boolean, before: string): [prefix: string, below: string] {
  return isLast ? [`${before}└──`, `${before}   `] : [`${before}├──`, `${before}│  `];
}

function table(rows: readonly Row[]): string[] {
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => [...row[column]].length)));
  return rows.map((row) => row.map((cell, i) => printable(cell).padEnd(i < 4 ? widths[i] + 2 : 0)).join('').trimEnd());
}
