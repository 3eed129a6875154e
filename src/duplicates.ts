import { ApiObject, Chart } from 'cdk8s';
import { type Construct } from 'constructs';
import { oncePerSynth } from './once-per-synth';

/** Where a chart keeps its canaries by service; a weak map from outside would keep whole trees alive until the next full collection. */
const CANARIES = Symbol.for('cdk8s-smart-canary.canaries');

interface ChartWithCanaries extends Chart {
  [CANARIES]?: Map<string, Construct>;
}

/** Refuses a second canary for one service in a chart, and makes the chart check for objects of the same name at synth. */
export function registerCanary(canary: Construct, service: string): void {
  const chart: ChartWithCanaries = Chart.of(canary);
  const canaries = chart[CANARIES] ??= watchedCanaries(chart);
  const other = canaries.get(service);
  if (other && isInTree(other)) {
    throw new Error(`'service' must have one SmartCanary in a chart, got '${service}' again at '${canary.node.path}', the first is '${other.node.path}'; remove one of them`);
  }
  canaries.set(service, canary);
}

function watchedCanaries(chart: Chart): Map<string, Construct> {
  chart.node.addValidation({ validate: oncePerSynth(() => findDuplicates(chart)) });
  return new Map();
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
