import { type ExplainFlags } from './explain-flags';
import { explanationText } from './explain-text';
import { type Io } from './io';
import { readInputs } from './read-inputs';
import { Bundle } from '../manifest/bundle';
import { explain } from '../validation/explanation';
import { Subject } from '../validation/subject';

/** Explains the metrics in manifests and tells the exit code. */
export async function runExplain(io: Io, names: readonly string[], { output, argo, namespace }: ExplainFlags): Promise<number> {
  const { manifests, problems } = await readInputs(io, names);
  const explanations = explain(new Subject(new Bundle(manifests, { defaultNamespace: namespace }), problems), argo);
  for (const { file, line, message, fix } of problems) io.stderr.write(`error: ${file}:${line}: ${message}; ${fix}\n`);
  if (explanations.length === 0) io.stderr.write('no Rollout in these files has an analysis here that asks Prometheus\n');
  if (output === 'json') io.stdout.write(`${JSON.stringify(explanations, jsonValue, 2)}\n`);
  else io.stdout.write(explanations.map(explanationText).join('\n'));
  const isUnread = explanations.some(({ queryProblem, conditionProblem }) => queryProblem ?? conditionProblem);
  return problems.length > 0 || isUnread ? 2 : 0;
}

/** JSON has no word for what is no number: those of `smart-canary condition` are taken. */
function jsonValue(_: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}
