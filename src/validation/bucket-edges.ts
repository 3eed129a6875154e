import { objectAt, stringAt } from '../manifest/json';
import { type Release } from '../manifest/release';
import { formatEdge } from '../promql/series/format-float';
import { BUCKETS } from '../simulation/world/flow';

const ANNOTATION = 'sidecar.istio.io/statsHistogramBuckets';
/** As Envoy calls it. */
const STATISTIC = 'istiocustom.istio_request_duration_milliseconds';

/**
 * The finite upper edges of the histogram of durations that the pods of a release have, in milliseconds; undefined where the pods are not in the bundle.
 *
 * @see https://istio.io/latest/docs/reference/config/annotations/#SidecarStatsHistogramBuckets
 */
export function durationEdges({ workload: { template } }: Release): readonly number[] | undefined {
  if (!template || !objectAt(template.value, 'spec')) return undefined;
  const annotation = stringAt(template.value, 'metadata', 'annotations', ANNOTATION);
  return annotation === undefined ? BUCKETS : edgesIn(annotation);
}

/** Istio's own edges, where no pods say otherwise. */
export const ISTIO_EDGES: readonly number[] = BUCKETS;

/** An edge as the label `le` has it: as Envoy writes it, and as Prometheus keeps it from version 3 on. */
export function spellingsOf(edge: number): readonly [string, string] {
  return [String(edge), formatEdge(edge)];
}

export function edgeBelow(millis: number, edges: readonly number[]): number | undefined {
  return edges.findLast((edge) => edge < millis);
}

export function edgeAbove(millis: number, edges: readonly number[]): number | undefined {
  return edges.find((edge) => edge > millis);
}

/** What Istio cannot read changes nothing; of several prefixes that fit the first one counts. */
function edgesIn(annotation: string): readonly number[] {
  const settings = settingsIn(annotation).sort(([a], [b]) => (a < b ? -1 : 1));
  const [, edges] = settings.find(([prefix]) => STATISTIC.startsWith(prefix)) ?? [];
  return edges === undefined ? BUCKETS : [...edges].sort((a, b) => a - b);
}

function settingsIn(annotation: string): [string, readonly number[]][] {
  try {
    const settings = Object.entries(JSON.parse(annotation) as Record<string, unknown>);
    return settings.every((setting): setting is [string, number[]] => Array.isArray(setting[1]) && setting[1].every((edge) => typeof edge === 'number')) ? settings : [];
  } catch {
    return [];
  }
}
