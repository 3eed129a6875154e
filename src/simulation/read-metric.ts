import { type MetricPlan } from './run-plan';
import { parseGoDuration } from '../manifest/go-duration';
import { type IntOrString, intValue } from '../manifest/int-or-string';
import { type JsonObject, stringAt, valueAt } from '../manifest/json';

const DEFAULT_ERROR_LIMIT = 4;

/** Reads a metric whose arguments are filled in; limits that are no numbers are 0, as the controller takes them. */
export function readMetric(definition: JsonObject, isDryRun: boolean): MetricPlan {
  const interval = millisecondsOf(stringAt(definition, 'interval'));
  return {
    name: stringAt(definition, 'name') ?? '',
    initialDelay: millisecondsOf(stringAt(definition, 'initialDelay')),
    interval,
    count: countOf(integerOf(definition, 'count') ?? 0, Boolean(stringAt(definition, 'interval'))),
    failureLimit: integerOf(definition, 'failureLimit') ?? 0,
    inconclusiveLimit: integerOf(definition, 'inconclusiveLimit') ?? 0,
    consecutiveErrorLimit: integerOf(definition, 'consecutiveErrorLimit') ?? DEFAULT_ERROR_LIMIT,
    consecutiveSuccessLimit: integerOf(definition, 'consecutiveSuccessLimit') ?? 0,
    isDryRun,
    definition,
  };
}

/** Without a count it is measured once, or with an interval for ever. */
function countOf(count: number, hasInterval: boolean): number | undefined {
  if (count !== 0) return count;
  return hasInterval ? undefined : 1;
}

function integerOf(definition: JsonObject, field: string): number | undefined {
  const value = valueAt(definition, field);
  return typeof value === 'number' || typeof value === 'string' ? intValue(value as IntOrString) : undefined;
}

/** An empty text is none, and one that cannot be read is found when the run begins. */
function millisecondsOf(text: string | undefined): number | undefined {
  const { nanoseconds } = parseGoDuration(text ?? '');
  return nanoseconds === undefined ? undefined : Number(nanoseconds) / 1e6;
}
