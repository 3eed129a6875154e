/** A field of a schedule: its bounds and the names of its values. */
interface CronField {
  readonly min: number;
  readonly max: number;
  readonly names?: string[];
}

const FIELDS: CronField[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** What `time.ParseDuration` takes. */
const GO_DURATION = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)$/;

const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/**
 * What is wrong with a schedule; the first of it, as the API server's parser stops there.
 *
 * @see https://github.com/robfig/cron/blob/v3.0.1/parser.go
 */
export function cronProblems(schedule: string): string[] {
  const text = schedule.replace(/^(?:CRON_)?TZ=\S*\s+/, '');
  if (text.startsWith('@')) return descriptorProblems(text);
  const fields = text.trim().split(/\s+/).filter((field) => field !== '');
  if (fields.length !== FIELDS.length) return [`expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`];
  for (const [index, field] of fields.entries()) {
    const problem = field.split(',').filter((part) => part !== '').map((part) => rangeProblem(part, FIELDS[index])).find((one) => one !== undefined);
    if (problem !== undefined) return [problem];
  }
  return [];
}

function descriptorProblems(text: string): string[] {
  if (DESCRIPTORS.includes(text)) return [];
  if (!text.startsWith('@every ')) return [`unrecognized descriptor: ${text}`];
  const duration = text.slice('@every '.length);
  return GO_DURATION.test(duration) ? [] : [`failed to parse duration ${text}: time: invalid duration ${JSON.stringify(duration)}`];
}

function rangeProblem(expression: string, field: CronField): string | undefined {
  const [range, step, ...more] = expression.split('/');
  const [from, to, ...rest] = range.split('-');
  if (rest.length) return `too many hyphens: ${expression}`;
  if (more.length) return `too many slashes: ${expression}`;
  const any = from === '*' || from === '?';
  const start = any ? field.min : numberOf(from, field);
  const end = to === undefined ? (any || step !== undefined ? field.max : start) : numberOf(to, field);
  if (start === undefined || end === undefined) return `failed to parse int from ${start === undefined ? from : to}`;
  if (start < field.min) return `beginning of range (${start}) below minimum (${field.min}): ${expression}`;
  if (end > field.max) return `end of range (${end}) above maximum (${field.max}): ${expression}`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${expression}`;
  if (step !== undefined && !/^[+]?\d+$/.test(step)) return `failed to parse int from ${step}`;
  return step !== undefined && Number(step) === 0 ? `step of range should be a positive number: ${expression}` : undefined;
}

function numberOf(text: string, { min, names }: CronField): number | undefined {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return named + min;
  return /^[+]?\d+$/.test(text) ? Number(text) : undefined;
}
