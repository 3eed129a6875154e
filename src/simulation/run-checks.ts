import { isMeantBy } from './dry-run';
import { type MetricPlan } from './run-plan';
import { parseGoDuration } from '../manifest/go-duration';
import { intValue } from '../manifest/int-or-string';
import { isObject, type JsonObject, stringAt, valueAt } from '../manifest/json';

/**
 * What the controller finds wrong with a run before it measures anything: then the run is an error at once.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/factory.go
 */
export function checkRun(metrics: readonly MetricPlan[], dryRunRules: readonly string[]): string | undefined {
  const problem = problemWith(metrics) ?? problemWithRules(dryRunRules, metrics);
  return problem === undefined ? undefined : `Analysis spec invalid: ${problem}`;
}

function problemWith(metrics: readonly MetricPlan[]): string | undefined {
  if (metrics.length === 0) return 'no metrics specified';
  for (const [index, metric] of metrics.entries()) {
    const same = metrics.findIndex(({ name }) => name === metric.name);
    if (same !== index) return `metrics[${index}]: duplicate name '${metric.name}`;
    const problem = problemWithLimits(metric) ?? problemWithTimes(metric) ?? problemWithProvider(metric);
    if (problem !== undefined) return `metrics[${index}]: ${problem}`;
  }
  return undefined;
}

function problemWithLimits(plan: MetricPlan): string | undefined {
  const { definition, failureLimit, inconclusiveLimit, consecutiveErrorLimit, consecutiveSuccessLimit: successes } = plan;
  if (successes < 0) return 'consecutiveSuccessLimit must be >= 0';
  if (failureLimit < -1) return 'failureLimit must be >= 0, or -1 to be disabled';
  if (successes === 0 && failureLimit === -1) return 'failureLimit and consecutiveSuccessLimit cannot both be disabled';
  if (inconclusiveLimit < 0) return 'inconclusiveLimit must be >= 0';
  if (consecutiveErrorLimit < 0) return 'consecutiveErrorLimit must be >= 0';
  const count = writtenCount(definition);
  if (count <= 0) return undefined;
  if (failureLimit >= 0 && count < failureLimit + successes) {
    return `count (${count}) must be >= failureLimit + consecutiveSuccessLimit (${failureLimit} + ${successes}) if both >= 0`;
  }
  if (failureLimit < 0 && count < successes) return 'count must be >= consecutiveSuccessLimit';
  return count < inconclusiveLimit ? 'count must be >= inconclusiveLimit' : undefined;
}

function problemWithTimes({ definition }: MetricPlan): string | undefined {
  const [interval, initialDelay] = ['interval', 'initialDelay'].map((field) => stringAt(definition, field) ?? '');
  if (writtenCount(definition) > 1 && interval === '') return 'interval must be specified when count > 1';
  if (interval !== '' && parseGoDuration(interval).error !== undefined) return `invalid interval string: '${interval}'`;
  if (initialDelay !== '' && parseGoDuration(initialDelay).error !== undefined) return `invalid startDelay string: '${initialDelay}'`;
  return undefined;
}

function problemWithProvider({ definition }: MetricPlan): string | undefined {
  const provider = valueAt(definition, 'provider');
  const entries = isObject(provider) ? Object.entries(provider).filter(([, value]) => value !== null) : [];
  const providers = entries.reduce((sum, [name, value]) => sum + (name === 'plugin' && isObject(value) ? Object.keys(value).length : 1), 0);
  if (providers === 1) return undefined;
  return providers === 0 ? 'no provider specified' : 'multiple providers specified';
}

function problemWithRules(rules: readonly string[], metrics: readonly MetricPlan[]): string | undefined {
  const useless = rules.findIndex((rule) => !metrics.some(({ name }) => isMeantBy(rule, name)));
  return useless < 0 ? undefined : `dryRun[${useless}]: Rule didn't match any metric name(s)`;
}

function writtenCount(definition: JsonObject): number {
  const count = valueAt(definition, 'count');
  return typeof count === 'number' || typeof count === 'string' ? intValue(count) : 0;
}
