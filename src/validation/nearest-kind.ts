import { groupOf } from '../manifest/manifest';
import { nearest } from '../manifest/nearest';
import { type KindName, servedKinds } from '../schema/served-kinds';

/** The kind that is meant, most likely: the same in another version or group, or one of the group that is spelt nearly so. */
export function nearestKind({ apiVersion, kind }: KindName): KindName | undefined {
  const all = servedKinds().sort(byStability);
  const inGroup = all.filter((each) => groupOf(each.apiVersion) === groupOf(apiVersion));
  const same = [...inGroup, ...all].find((each) => each.kind === kind);
  if (same) return same;
  const inVersion = inGroup.filter((each) => each.apiVersion === apiVersion);
  return nearlyNamed(kind, inVersion) ?? nearlyNamed(kind, inGroup);
}

function nearlyNamed(kind: string, candidates: readonly KindName[]): KindName | undefined {
  const name = nearest(kind, candidates.map((each) => each.kind));
  return candidates.find((each) => each.kind === name);
}

/** `v2` before `v1`, and both before `v1beta1` and `v1alpha1`. */
function byStability(a: KindName, b: KindName): number {
  return Number(isBeta(a)) - Number(isBeta(b)) || (a.apiVersion < b.apiVersion ? 1 : -1);
}

function isBeta({ apiVersion }: KindName): boolean {
  return /\d(?:alpha|beta)\d/.test(apiVersion);
}
