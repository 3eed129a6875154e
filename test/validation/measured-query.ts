import { readManifests } from '../../src/manifest/read-manifests';
import { type LocatedFinding } from '../../src/validation/finding';
import { validate } from '../../src/validation/validate';

/** What a test is about, in a release whose background analysis has one metric; the rest is as it should be. */
export interface MeasuredQuery {
  readonly query: string;
  readonly condition?: string;
  readonly interval?: string;
  /** Fields of `spec.strategy.canary`, as flow YAML. */
  readonly canary?: string;
  /** More of the background analysis, as flow YAML; null where there is none. */
  readonly analysis?: string | null;
  /** Annotations of the pods, as flow YAML; null where the pods are not among the manifests. */
  readonly annotations?: string | null;
  /** Further fields of the pods' container. */
  readonly container?: string;
  /** Further metrics of the template. */
  readonly metrics?: string[];
  readonly objects?: string[];
  readonly scrapeInterval?: number;
}

export const SAFE = 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.95';

/** What is said about queries, as code and message. */
export function findingsFor(asked: MeasuredQuery): LocatedFinding[] {
  const { query, condition = SAFE, interval = '1m', canary = 'steps: [{setWeight: 20}, {pause: {duration: 10m}}]', analysis = '', annotations = '{}', container = '', metrics = [], objects = [], scrapeInterval } = asked;
  const pods = annotations === null
    ? 'workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}'
    : `selector: {matchLabels: {app: shop}}, template: {metadata: {labels: {app: shop}, annotations: ${annotations}}, spec: {containers: [{name: a, image: b${container && `, ${container}`}}]}}`;
  const args = ['canary-hash, valueFrom: {podTemplateHashValue: Latest}', 'stable-hash, valueFrom: {podTemplateHashValue: Stable}'].map((arg) => `{name: ${arg}}`).join();
  const background = analysis === null ? '' : `, analysis: {templates: [{templateName: t}], args: [${args}]${analysis && `, ${analysis}`}}`;
  const { manifests } = readManifests([
    `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: shop, namespace: arch}, spec: {${pods}, strategy: {canary: {${canary}${background}}}}}`,
    `{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: t, namespace: arch}, spec: {args: [{name: canary-hash}, {name: stable-hash}], metrics: [${[metricOf('m', query, condition, interval), ...metrics].join()}]}}`,
    ...objects,
  ].join('\n---\n'), 'bundle.yaml');
  return validate(manifests, { scrapeInterval }).findings.filter(({ code }) => code.startsWith('SC04'));
}

export function metricOf(name: string, query: string, condition = SAFE, interval = '1m'): string {
  return `{name: ${name}, interval: ${interval}, successCondition: '${condition}', provider: {prometheus: {address: 'http://p', query: '${query}'}}}`;
}

/** The messages of one code. */
export function messagesOf(code: string, asked: MeasuredQuery): string[] {
  return findingsFor(asked).filter((finding) => finding.code === code).map(({ message }) => message);
}

export function codesOf(asked: MeasuredQuery): string[] {
  return findingsFor(asked).map(({ code }) => code);
}
