import { type ClusterState, podsOf } from './cluster';

/** The share of requests that is meant for a version, in percent: by weights, and where a destination has pods of several versions by its pods. */
export function shareOf(hash: string, state: ClusterState): number {
  const { destinations } = state;
  const all = destinations.reduce((sum, { weight }) => sum + weight, 0);
  const meant = destinations.reduce((sum, destination) => {
    const pods = podsOf(destination, state);
    const own = pods.filter((pod) => pod.hash === hash);
    return pods.length === 0 ? sum : sum + destination.weight * own.length / pods.length;
  }, 0);
  return all === 0 ? 0 : 100 * meant / all;
}
