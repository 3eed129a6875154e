import { type CanaryFacts } from './canary-facts';
import { onTemplate } from './finding-places';
import { everyMeasured } from './measured-template';
import { type LatencyBound } from './threshold-data';
import { type Finding, Severity } from './validation/finding';

const WITH_ANNOTATION = 'with the annotation sidecar.istio.io/statsHistogramBuckets, and state buckets';

/** What there is to say about the latencies: a bound that the histogram does not show exactly. */
export function latencyFindings(facts: CanaryFacts): (Finding | false)[] {
  return everyMeasured(facts.templates).map(({ threshold: { _name, _latency }, template, index }) => {
    if (!_latency || isExact(_latency)) return false;
    return {
      ...onTemplate(facts, template, `spec.metrics[${index}].successCondition`),
      code: 'SC0405',
      rule: 'latency-off-bucket-edge',
      severity: Severity.WARNING,
      ...canNeverFail(_latency) ? beyondTheEdges(_name, _latency) : betweenTwoEdges(_name, _latency),
    };
  });
}

function isExact({ max, edges }: LatencyBound): boolean {
  return edges.slice(0, -1).includes(max);
}

/** Whatever takes longer than the highest edge reads as that edge. */
function canNeverFail({ max, edges }: LatencyBound): boolean {
  return max >= edges[edges.length - 1];
}

function beyondTheEdges(name: string, { max, edges }: LatencyBound) {
  return {
    message: `threshold '${name}' allows ${max} ms, but ${edges[edges.length - 1]} ms is the histogram's highest finite edge: `
      + 'whatever takes longer reads as that, and the threshold can never fail',
    fix: `${stateNearest(max, edges)}give the pods edges at and above ${max} ms ${WITH_ANNOTATION}`,
  };
}

function betweenTwoEdges(name: string, { max, edges }: LatencyBound) {
  return {
    message: `threshold '${name}' allows ${max} ms, inside the histogram's bucket from ${edgeBelow(max, edges) ?? 0} to ${edgeAbove(max, edges)} ms: `
      + 'there Prometheus guesses, as if requests were spread evenly',
    fix: `${stateNearest(max, edges)}give the pods an edge at ${max} ms ${WITH_ANNOTATION}`,
  };
}

/** Nothing where no edge would do; the highest never does. */
function stateNearest(max: number, edges: number[]): string {
  const bounds = edges.slice(0, -1).filter(Number.isInteger);
  const nearest = [edgeBelow(max, bounds), edgeAbove(max, bounds)].filter((edge) => edge !== undefined);
  return nearest.length === 0 ? '' : `state max: ${nearest.map((edge) => `Duration.millis(${edge})`).join(' or ')}, or `;
}

function edgeBelow(max: number, edges: number[]): number | undefined {
  return edges.findLast((edge) => edge < max);
}

function edgeAbove(max: number, edges: number[]): number | undefined {
  return edges.find((edge) => edge > max);
}
