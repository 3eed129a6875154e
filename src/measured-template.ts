import { type AnalysisArgData } from './analysis-arg';
import { CANARY_HASH, NAMESPACE, type QueryScope, ROLLOUT, STABLE_HASH } from './istio-query';
import { type MetricNumbers } from './planning/metric-numbers';
import { builtInArgsOf } from './query-args';
import { type AnalysisTemplateData, type DeclaredArgumentData } from './resources/analysis-template';
import { type PrometheusData } from './resources/prometheus-provider';
import { type Threshold } from './threshold';
import { type RenderedMetric } from './threshold-data';

/** A threshold and how it is measured. */
export interface MeasuredThreshold {
  readonly threshold: Threshold;
  readonly numbers: MetricNumbers;
  readonly dryRun: boolean;
}

/** What a template is made from. */
export interface TemplateQuestion {
  readonly name: string;
  readonly clusterScope: boolean;
  /** Whether it is a SharedAnalysis, whose values are defaults. */
  readonly shared: boolean;
  readonly prometheus: PrometheusData;
  readonly measured: MeasuredThreshold[];
  readonly measurementRetention?: number;
  readonly scope: QueryScope;
}

/** A template: what it measures, how, and what it wants to be told. */
export interface MeasuredTemplate extends TemplateQuestion {
  readonly metrics: RenderedMetric[];
  /** In the order in which they are declared. */
  readonly args: { [name: string]: AnalysisArgData };
}

/** A threshold, and where it is written. */
export interface PlacedThreshold extends MeasuredThreshold {
  readonly template: MeasuredTemplate;
  /** Among the metrics of the template. */
  readonly index: number;
}

/** What the Rollout fills in for whoever uses it. */
const BUILT_IN: { [name: string]: AnalysisArgData } = {
  [CANARY_HASH]: { podTemplateHash: 'Latest' },
  [STABLE_HASH]: { podTemplateHash: 'Stable' },
  [NAMESPACE]: { fieldPath: 'metadata.namespace' },
  [ROLLOUT]: { fieldPath: 'metadata.name' },
};

/** Writes the queries, and collects their arguments. */
export function measureTemplate(question: TemplateQuestion): MeasuredTemplate {
  const { measured, scope, prometheus } = question;
  const metrics = measured.map(({ threshold }) => threshold._render(scope));
  const args = [
    ...builtInArgsOf(metrics).map((name) => [name, BUILT_IN[name]]),
    ...measured.flatMap(({ threshold }) => Object.entries(threshold._args)),
    ...prometheus.secrets.map(({ name, secretKeyRef }) => [name, { secretKeyRef }]),
  ];
  return { metrics, args: Object.fromEntries(args), ...question };
}

/** Each threshold with the place where it is written. */
export function everyMeasured(templates: MeasuredTemplate[]): PlacedThreshold[] {
  return templates.flatMap((template) => template.measured.map((measured, index) => ({ ...measured, template, index })));
}

/** What the builder of the object takes. */
export function templateDataOf(template: MeasuredTemplate): AnalysisTemplateData {
  const { name, clusterScope, prometheus, measured, metrics, measurementRetention } = template;
  return {
    name,
    clusterScope,
    args: Object.entries(template.args).map(([arg, source]) => declaration(template, arg, source)),
    metrics: metrics.map((metric, index) => {
      const { initialDelay, interval, ...limits } = measured[index].numbers;
      return { initialDelaySeconds: initialDelay, intervalSeconds: interval, ...metric, ...limits };
    }),
    prometheus,
    dryRun: measured.filter(({ dryRun }) => dryRun).map(({ threshold }) => threshold._name),
    measurementRetention,
  };
}

/** How a message calls it. */
export function describeTemplate({ name, shared }: MeasuredTemplate): string {
  return shared ? `SharedAnalysis '${name}'` : `template '${name}'`;
}

/** A value of a canary's own template comes from its Rollout, as all else does. */
function declaration({ shared }: MeasuredTemplate, name: string, { value, secretKeyRef }: AnalysisArgData): DeclaredArgumentData {
  return { name, value: shared ? value : undefined, secretKeyRef };
}
