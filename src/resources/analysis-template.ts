import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { goDuration } from './duration';
import { l1 } from './l1';
import { addObject, dropField } from './object';

/** One Prometheus metric of an analysis. */
export interface MetricData {
  readonly name: string;
  readonly query: string;
  readonly successCondition: string;
}

/** An analysis template whose metrics share their numbers. */
export interface AnalysisTemplateData {
  readonly name: string;
  readonly clusterScope: boolean;
  /** Names only: the Rollout gives the values. */
  readonly args: string[];
  readonly metrics: MetricData[];
  readonly address: string;
  readonly initialDelaySeconds: number;
  readonly intervalSeconds: number;
  readonly failureLimit: number;
}

/** Adds an AnalysisTemplate, or a ClusterAnalysisTemplate. */
export function addAnalysisTemplate(scope: Construct, id: string, data: AnalysisTemplateData): ApiObject {
  const { AnalysisTemplate, AnalysisTemplateSpecMetricsFailureLimit: FailureLimit, ClusterAnalysisTemplate } = l1.argo;
  const spec = {
    args: data.args.length ? data.args.map((name) => ({ name })) : undefined,
    metrics: data.metrics.map(({ name, query, successCondition }) => ({
      name,
      initialDelay: data.initialDelaySeconds > 0 ? goDuration(data.initialDelaySeconds) : undefined,
      interval: goDuration(data.intervalSeconds),
      failureLimit: FailureLimit.fromNumber(data.failureLimit),
      successCondition,
      provider: { prometheus: { address: data.address, query } },
    })),
  };
  if (!data.clusterScope) return addObject(scope, id, { name: data.name }, AnalysisTemplate.manifest({ spec }));
  const template = addObject(scope, id, { name: data.name }, ClusterAnalysisTemplate.manifest({ spec }));
  // cdk8s stamps the chart's namespace on every object, a cluster-scoped one included.
  dropField(template, '/metadata/namespace');
  return template;
}
