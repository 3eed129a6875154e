import { ApiObject, Chart, type ChartProps, Duration, Testing } from 'cdk8s';
import { SmartCanary, type SmartCanaryProps, Step, Threshold } from '../src';

/** A chart in an app of its own. */
export function newChart(props: ChartProps = {}): Chart {
  return new Chart(Testing.app(), 'test', props);
}

/** The three words, with room for everything that a default could want. */
export const THREE_WORDS: SmartCanaryProps = {
  service: 'shop',
  steps: [Step.weight(20), Step.pause(Duration.minutes(10)), Step.weight(100), Step.pause(Duration.minutes(10))],
  thresholds: [Threshold.successRate(0.95)],
};

/** A canary of three words and whatever a test is about. */
export function newCanary(props: Partial<SmartCanaryProps> = {}, chart = newChart()): SmartCanary {
  return new SmartCanary(chart, 'canary', { ...THREE_WORDS, ...props });
}

/** A plain Deployment `shop` with one container; fields of the spec can be overridden. */
export function newDeployment(chart: Chart, spec: { [field: string]: unknown } = {}): ApiObject {
  const labels = { app: 'shop' };
  return new ApiObject(chart, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop' },
    spec: { replicas: 4, selector: { matchLabels: labels }, template: podTemplate([{ name: 'http', containerPort: 8080 }]), ...spec },
  });
}

/** A pod template of one container with these ports. */
export function podTemplate(ports: { name?: string; containerPort: number }[]) {
  return { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'shop', image: 'shop', ports }] } };
}

/** A Service `shop` that is there before the canary. */
export function newService(chart: Chart, ports: { name?: string; port: number; appProtocol?: string }[] = [{ name: 'http', port: 80 }]): ApiObject {
  return new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' }, spec: { selector: { app: 'shop' }, ports } });
}

/** What the cluster would get, object by object. */
export function manifests(chart: Chart): any[] {
  return Testing.synth(chart);
}

/** The one object of a kind, or of a kind and name. */
export function manifestOf(chart: Chart, kind: string, name?: string): any {
  const found = manifests(chart).filter((object) => object.kind === kind && (name === undefined || object.metadata.name === name));
  expect(found).toHaveLength(1);
  return found[0];
}

/** The metrics of the analysis of a canary. */
export function metricsOf(props: Partial<SmartCanaryProps>): any[] {
  const chart = newChart();
  newCanary(props, chart);
  return manifestOf(chart, 'AnalysisTemplate').spec.metrics;
}

/** The message with which a call fails, whole. */
export function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('expected a failure, got none');
}
