import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { goDuration } from './duration';
import { l1 } from './l1';
import { addObject, dropField } from './object';
import { type PrometheusData, renderPrometheus, type SecretKeyData } from './prometheus-provider';

/** One Prometheus metric of an analysis. */
export interface MetricData {
  readonly name: string;
  readonly query: string;
  readonly successCondition: string;
}

/** An argument that the template declares: the Rollout gives its value, where no Secret does. */
export interface DeclaredArgumentData {
  readonly name: string;
  readonly secretKeyRef?: SecretKeyData;
}

/** An analysis template whose metrics share their numbers. */
export interface AnalysisTemplateData {
  readonly name: string;
  readonly clusterScope: boolean;
  readonly args: DeclaredArgumentData[];
  readonly metrics: MetricData[];
  readonly prometheus: PrometheusData;
  readonly initialDelaySeconds: number;
  readonly intervalSeconds: number;
  readonly failureLimit: number;
  readonly consecutiveErrorLimit?: number;
  /** Names of metrics. */
  readonly dryRun: string[];
  readonly measurementRetention?: number;
}

/** Adds an AnalysisTemplate, or a ClusterAnalysisTemplate. */
export function addAnalysisTemplate(scope: Construct, id: string, data: AnalysisTemplateData): ApiObject {
  const {
    AnalysisTemplate,
    AnalysisTemplateSpecMetricsConsecutiveErrorLimit: ConsecutiveErrorLimit,
    AnalysisTemplateSpecMetricsFailureLimit: FailureLimit,
    ClusterAnalysisTemplate,
  } = l1.argo;
  const { consecutiveErrorLimit, dryRun, measurementRetention } = data;
  const spec = {
    args: data.args.length ? data.args.map(declare) : undefined,
    // Argo Rollouts takes a rule for a regular expression, and looks for it anywhere in a name.
    dryRun: dryRun.length ? dryRun.map((name) => ({ metricName: `^${name}$` })) : undefined,
    measurementRetention: measurementRetention === undefined ? undefined : [{ metricName: '.*', limit: measurementRetention }],
    metrics: data.metrics.map(({ name, query, successCondition }) => ({
      name,
      initialDelay: data.initialDelaySeconds > 0 ? goDuration(data.initialDelaySeconds) : undefined,
      interval: goDuration(data.intervalSeconds),
      failureLimit: FailureLimit.fromNumber(data.failureLimit),
      consecutiveErrorLimit: consecutiveErrorLimit === undefined ? undefined : ConsecutiveErrorLimit.fromNumber(consecutiveErrorLimit),
      successCondition,
      provider: renderPrometheus(data.prometheus, query),
    })),
  };
  if (!data.clusterScope) return addObject(scope, id, { name: data.name }, AnalysisTemplate.manifest({ spec }));
  const template = addObject(scope, id, { name: data.name }, ClusterAnalysisTemplate.manifest({ spec }));
  // cdk8s stamps the chart's namespace on every object, a cluster-scoped one included.
  dropField(template, '/metadata/namespace');
  return template;
}

function declare({ name, secretKeyRef }: DeclaredArgumentData) {
  return secretKeyRef ? { name, valueFrom: { secretKeyRef } } : { name };
}
