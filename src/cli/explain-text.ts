import { type ConditionProblem } from '../condition/verdict';
import { plural } from '../report/plural';
import { printable } from '../report/printable';
import { type Explanation } from '../validation/explanation';
import { type MeasuredWhen } from '../validation/measured-when';
import { type Selection } from '../validation/selection';

/** How a measurement ends that has no result; the controller measures again after so many seconds. */
const NO_ANSWER = ['Prometheus does not answer', 'Error', 'measured again after 10 s'] as const;

const VERSIONS: Readonly<Record<Selection['versions'], string>> = {
  canary: 'of the canary', stable: 'of the stable version', both: 'of both versions', unknown: 'of whichever version its labels are',
};

/** A metric for people: what it asks, what becomes of the answer, when, and how to try it. */
export function explanationText(explanation: Explanation): string {
  const { metric, resource, path, rollout, analysis, dryRun, reads, stands, queryProblem } = explanation;
  return [
    `${metric}${dryRun ? ', a dry run: it is only watched' : ''}`,
    `  ${resource} ${path}, for ${rollout} ${analysis}`,
    '',
    'It asks',
    ...explanation.query.split('\n').map((line) => `  ${line}`),
    ...queryProblem ? [`which Prometheus refuses: ${queryProblem.message}`] : [],
    `and reads ${reads}.`,
    ...stands.map((one) => `(${one}.)`),
    '',
    ...givesLines(explanation),
    ...judgedLines(explanation),
    '',
    ...measuredLines(explanation.measured),
    '',
    'To try it:',
    ...tryLines(explanation).map((line) => `  ${line}`),
    '',
  ].map(printable).join('\n');
}

function givesLines({ selections, notes }: Explanation): string[] {
  return [
    ...selections.length === 0 ? [] : ['Its selectors let through', ...selections.flatMap((each) => [`  ${onOneLine(each.selector)}`, `    ${selectionText(each)}`]), ''],
    ...notes.length === 0 ? [] : ['It gives', ...notes.map((note) => `  ${note}`), ''],
  ];
}

function selectionText({ reporters, versions, answers }: Selection): string {
  const reported = reporters.length === 0 ? 'what nobody reports' : `what ${listed(reporters)} report`;
  return [reported, VERSIONS[versions], ...answers ? [answers.length === 0 ? 'counting nothing' : `counting ${answers.join(', ')}`] : []].join('; ');
}

function listed(words: readonly string[]): string {
  return [...words.slice(0, -2), words.slice(-2).join(' and ')].join(', ');
}

function judgedLines({ conditions, conditionProblem, verdicts }: Explanation): string[] {
  const stated = Object.entries(conditions).map(([name, text]) => `  ${name}: ${text}`);
  const rows = verdicts.map(({ name, phase, problem }) => [name, phase, problem && !conditionProblem ? problem.message : ''] as const);
  const width = Math.max(...[...rows, NO_ANSWER].map(([name]) => name.length));
  return [
    stated.length === 0 ? 'It judges nothing: there is no condition' : 'It judges by',
    ...stated,
    ...conditionProblem ? [`which can never be evaluated: ${problemText(conditionProblem)}`] : [],
    ...verdicts.length === 0 ? ['  (what that makes of a result cannot be told: a value, or the type of the answer, is not known)'] : [],
    ...[...rows, NO_ANSWER].map(([name, phase, reason]) => `  ${name.padEnd(width)}  ${phase.padEnd(12)}  ${reason}`.trimEnd()),
  ];
}

function problemText({ condition, offset, message }: ConditionProblem): string {
  return `${condition}, character ${offset + 1}: ${message}`;
}

function measuredLines({ during, initialDelay, interval, count, failuresNeeded, errorsNeeded, pauses, measurements }: MeasuredWhen): string[] {
  const often = interval === undefined ? 'once' : `every ${seconds(interval)}${count === undefined ? '' : `, ${count} times`}`;
  const last = failuresNeeded === undefined ? '' : `, ${seconds(initialDelay + (failuresNeeded - 1) * (interval ?? 0))} after its start at the earliest`;
  return [
    `It is measured ${during}, ${often}, first after ${seconds(initialDelay)}.`,
    failuresNeeded === undefined ? '  Failing measurements never end it.' : `  ${plural(failuresNeeded, 'failing measurement')} ${failuresNeeded === 1 ? 'ends' : 'end'} it as Failed${last}.`,
    `  ${plural(errorsNeeded, 'error')} in a row end it as Error, 10 s apart.`,
    ...pauses === undefined ? [] : [`  The timed pauses from there on last ${seconds(pauses)}: ${plural(measurements ?? 0, 'measurement')}, and as many more as somebody waits for.`],
  ];
}

function tryLines({ query, address }: Explanation): string[] {
  const line = onOneLine(query);
  // A quote ends what a shell takes literally, and is no part of what a URL may hold.
  const url = `/api/v1/query?query=${encodeURIComponent(line).replaceAll('\'', '%27')}`;
  const target = address === undefined ? `"$PROMETHEUS"${quoted(url)}` : quoted(address.replace(/\/+$/, '') + url);
  return [`curl -s ${target}`, `smart-canary query ${quoted(line)} --series series.txt`];
}

function onOneLine(query: string): string {
  return query.replaceAll(/([({[])\n\s*/g, '$1').replaceAll(/\n\s*([)}\]])/g, '$1').replaceAll(/\n\s*/g, ' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}

function seconds(value: number): string {
  if (value > 0 && value % 60 === 0) return `${value / 60} min`;
  return `${value} s`;
}
