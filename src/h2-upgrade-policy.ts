/**
 * Whether callers' proxies speak HTTP/2 to pods whose callers speak HTTP/1.1.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-H2UpgradePolicy
 */
export enum H2UpgradePolicy {
  /** As the mesh is configured. */
  DEFAULT = 'DEFAULT',

  /** They do not. */
  DO_NOT_UPGRADE = 'DO_NOT_UPGRADE',

  /** They do, also where the port's name does not say HTTP. */
  UPGRADE = 'UPGRADE',
}
