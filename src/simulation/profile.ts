/** What differs between versions of Argo Rollouts, as far as a canary with Istio shows it. */
export interface Profile {
  readonly version: ProfileVersion;
  /** Whether recordings of the real controller were held against it. */
  readonly isVerified: boolean;
  /** What pods that are not ready do to subset routing without a canary or stable Service. */
  readonly subsetGate: 'none' | 'hashes' | 'pass';
  /** Whether traffic waits for enough stable pods before it moves. */
  readonly checksStablePods: boolean;
  /** Whether managed routes go when the canary has no pod left. */
  readonly removesRoutesWithoutPods: boolean;
  /** Whether `replicaProgressThreshold` is known. */
  readonly hasThreshold: boolean;
  /** Whether more pods than wanted keep the last promotion waiting. */
  readonly promotesOnlyAtExactCount: boolean;
  /** Whether a promotion ends the background analysis in the next pass, or one later. */
  readonly cancelsAnalysisDirectly: boolean;
  /** Whether `minPodsPerReplicaSet` is never more than the replicas. */
  readonly capsMinPods: boolean;
}

export type ProfileVersion = '1.7' | '1.8' | '1.9' | '1.10';

const V1_9: Profile = {
  version: '1.9',
  isVerified: true,
  subsetGate: 'pass',
  checksStablePods: true,
  removesRoutesWithoutPods: true,
  hasThreshold: true,
  promotesOnlyAtExactCount: false,
  cancelsAnalysisDirectly: false,
  capsMinPods: false,
};

const V1_8: Profile = { ...V1_9, version: '1.8', isVerified: false, subsetGate: 'hashes', hasThreshold: false, promotesOnlyAtExactCount: true };

/** By minor version; only those that were recorded are verified. */
export const PROFILES: Readonly<Record<ProfileVersion, Profile>> = {
  '1.7': { ...V1_8, version: '1.7', subsetGate: 'none', checksStablePods: false, removesRoutesWithoutPods: false },
  '1.8': V1_8,
  '1.9': V1_9,
  '1.10': { ...V1_9, version: '1.10', isVerified: false, cancelsAnalysisDirectly: true, capsMinPods: true },
};
