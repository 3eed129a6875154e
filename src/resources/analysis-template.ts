import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { goDuration, optionalDuration } from './duration';
import { l1 } from './l1';
import { addObject, dropField } from './object';
import { type PrometheusData, renderPrometheus, type SecretKeyData } from './prometheus-provider';

/** One Prometheus metric of an analysis. */
export interface MetricData {
  readonly name: string;
  readonly query: string;
  readonly successCondition: string;
  readonly failureCondition?: string;
  readonly initialDelaySeconds: number;
  readonly intervalSeconds?: number;
  readonly count?: number;
  readonly failureLimit: number;
  readonly inconclusiveLimit?: number;
  readonly consecutiveErrorLimit?: number;
  readonly consecutiveSuccessLimit?: number;
}

/** An argument that the template declares: the Rollout gives its value, where neither a default nor a Secret does. */
export interface DeclaredArgumentData {
  readonly name: string;
  readonly value?: string;
  readonly secretKeyRef?: SecretKeyData;
}

/** An analysis template. */
export interface AnalysisTemplateData {
  readonly name: string;
  readonly clusterScope: boolean;
  readonly args: DeclaredArgumentData[];
  readonly metrics: MetricData[];
  readonly prometheus: PrometheusData;
  /** Names of metrics. */
  readonly dryRun: string[];
  readonly measurementRetention?: number;
}

/** Adds an AnalysisTemplate, or a ClusterAnalysisTemplate. */
export function addAnalysisTemplate(scope: Construct, id: string, data: AnalysisTemplateData): ApiObject {
  const { AnalysisTemplate, ClusterAnalysisTemplate } = l1.argo;
  const { args, prometheus, dryRun, measurementRetention } = data;
  const spec = {
    args: args.length ? args.map(declare) : undefined,
    // Argo Rollouts takes a rule for a regular expression, and looks for it anywhere in a name.
    dryRun: dryRun.length ? dryRun.map((name) => ({ metricName: `^${name}$` })) : undefined,
    // One for each metric: the same rule in two templates that are used together is refused.
    measurementRetention: measurementRetention === undefined ? undefined : data.metrics.map(({ name }) => ({ metricName: `^${name}$`, limit: measurementRetention })),
    metrics: data.metrics.map((metric) => renderMetric(metric, prometheus)),
  };
  if (!data.clusterScope) return addObject(scope, id, data.name, AnalysisTemplate.manifest({ spec }));
  const template = addObject(scope, id, data.name, ClusterAnalysisTemplate.manifest({ spec }));
  // cdk8s stamps the chart's namespace on every object, a cluster-scoped one included.
  dropField(template, '/metadata/namespace');
  return template;
}

function renderMetric(metric: MetricData, prometheus: PrometheusData) {
  const {
    AnalysisTemplateSpecMetricsConsecutiveErrorLimit: ConsecutiveErrorLimit,
    AnalysisTemplateSpecMetricsConsecutiveSuccessLimit: ConsecutiveSuccessLimit,
    AnalysisTemplateSpecMetricsCount: Count,
    AnalysisTemplateSpecMetricsFailureLimit: FailureLimit,
    AnalysisTemplateSpecMetricsInconclusiveLimit: InconclusiveLimit,
  } = l1.argo;
  const { name, query, successCondition, failureCondition, count, inconclusiveLimit, consecutiveErrorLimit, consecutiveSuccessLimit } = metric;
  return {
    name,
    initialDelay: metric.initialDelaySeconds > 0 ? goDuration(metric.initialDelaySeconds) : undefined,
    interval: optionalDuration(metric.intervalSeconds),
    count: count === undefined ? undefined : Count.fromNumber(count),
    failureLimit: FailureLimit.fromNumber(metric.failureLimit),
    inconclusiveLimit: inconclusiveLimit === undefined ? undefined : InconclusiveLimit.fromNumber(inconclusiveLimit),
    consecutiveErrorLimit: consecutiveErrorLimit === undefined ? undefined : ConsecutiveErrorLimit.fromNumber(consecutiveErrorLimit),
    consecutiveSuccessLimit: consecutiveSuccessLimit === undefined ? undefined : ConsecutiveSuccessLimit.fromNumber(consecutiveSuccessLimit),
    successCondition,
    failureCondition,
    provider: renderPrometheus(prometheus, query),
  };
}

function declare({ name, value, secretKeyRef }: DeclaredArgumentData) {
  return secretKeyRef ? { name, valueFrom: { secretKeyRef } } : { name, value };
}
