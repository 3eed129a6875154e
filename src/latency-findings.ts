import { type CanaryFacts } from './canary-facts';
import { onTemplate, type Place } from './finding-places';
import { everyMeasured } from './measured-template';
import { type LatencyBound } from './threshold-data';
import { type Finding, Severity } from './validation/finding';

const WITH_ANNOTATION = 'with the annotation sidecar.istio.io/statsHistogramBuckets, and state buckets';

/** What there is to say about the latencies: a bound that the histogram does not show exactly, or that no request outlives. */
export function latencyFindings(facts: CanaryFacts): (Finding | false)[] {
  const cut = shortestTimeout(facts);
  return everyMeasured(facts.templates).flatMap(({ threshold: { _name, _latency }, template, index }) => {
    if (!_latency) return [];
    const place = onTemplate(facts, template, `spec.metrics[${index}].successCondition`);
    return [
      !isExact(_latency) && offBucketEdge(place, _name, _latency),
      cut !== undefined && _latency.max >= cut.millis && beyondTimeout(place, _name, _latency.max, cut),
    ];
  });
}

function offBucketEdge(place: Place, name: string, bound: LatencyBound): Finding {
  return {
    ...place,
    code: 'SC0405',
    rule: 'latency-off-bucket-edge',
    severity: Severity.WARNING,
    ...canNeverFail(bound) ? beyondTheEdges(name, bound) : betweenTwoEdges(name, bound),
  };
}

function beyondTimeout(place: Place, name: string, max: number, cut: Cut): Finding {
  return {
    ...place,
    code: 'SC0406',
    rule: 'latency-beyond-timeout',
    severity: Severity.WARNING,
    message: `threshold '${name}' allows ${max} ms, but ${cut.word} ends what takes ${cut.millis} ms: whatever would take longer reads as about that, and a canary that is too slow passes`,
    fix: `state a max below ${cut.millis} ms, or raise ${cut.word}`,
  };
}

/** A time after which a caller's proxy ends what it waits for, in milliseconds. */
interface Cut {
  readonly word: string;
  readonly millis: number;
}

/** A pod sees each try by itself. */
function shortestTimeout({ timeout, retries }: CanaryFacts): Cut | undefined {
  const cuts = Object.entries({ 'timeout': timeout, 'retries.perTryTimeout': retries?.perTryTimeoutSeconds });
  const given = cuts.flatMap(([word, seconds]) => seconds === undefined ? [] : [{ word, millis: Math.round(seconds * 1000) }]);
  return given.sort((a, b) => a.millis - b.millis)[0];
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
