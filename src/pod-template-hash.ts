/**
 * Whose pods a query is to see.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments
 */
export enum PodTemplateHash {
  /** Those of the canary. */
  LATEST = 'Latest',

  /** Those of the version that is being replaced. */
  STABLE = 'Stable',
}
