import { ApiObject, Chart } from 'cdk8s';
import { type Construct } from 'constructs';
import { oncePerSynth } from './once-per-synth';

/** Canaries by chart and service; a chart that is here checks its objects at synth. */
const CANARIES = new WeakMap<Chart, Map<string, Construct>>();

/** Refuses a second canary for one service in a chart, and makes the chart check for objects of the same name at synth. */
export function registerCanary(canary: Construct, service: string): void {
  const chart = Chart.of(canary);
  if (!CANARIES.has(chart)) chart.node.addValidation(oncePerSynth(() => findDuplicates(chart)));
  const canaries = CANARIES.get(chart) ?? new Map<string, Construct>();
  const other = canaries.get(service);
  if (other && isInTree(other)) {
    throw new Error(`'service' must have one SmartCanary in a chart, got '${service}' again at '${canary.node.path}', the first is '${other.node.path}'; remove one of them`);
  }
  CANARIES.set(chart, canaries.set(service, canary));
}

/** One message for each two objects that the API server would take for one. */
function findDuplicates(chart: Chart): string[] {
  const seen = new Map<string, ApiObject>();
  const messages: string[] = [];
  const objects = chart.node.findAll().filter(ApiObject.isApiObject).filter((object) => Chart.of(object) === chart);
  for (const object of objects) {
    const key = [object.apiGroup, object.kind, object.metadata.namespace ?? '', object.name].join('/');
    const first = seen.get(key);
    if (first) {
      messages.push(
        `${object.kind} '${object.name}' must be unique in its namespace, got it from '${first.node.path}' and '${object.node.path}'; `
        + 'remove one: a Service that exists before its SmartCanary is used as it is',
      );
    }
    seen.set(key, first ?? object);
  }
  return messages;
}

function isInTree(construct: Construct): boolean {
  return construct.node.scope?.node.tryFindChild(construct.node.id) === construct;
}
