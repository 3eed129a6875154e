import { Duration } from 'cdk8s';
import { wholeSeconds } from './seconds';

/** What the bundle will run on. */
export interface Target {
  /**
   * Version of Istio, as `1.30`.
   *
   * @default '1.30'
   */
  readonly istio?: string;

  /**
   * How often Prometheus scrapes the sidecars, in whole seconds.
   *
   * @default Duration.seconds(15)
   */
  readonly scrapeInterval?: Duration;
}

/** `networking.istio.io/v1` and `telemetry.istio.io/v1` are served since this one. */
const OLDEST_ISTIO = 22;
const DEFAULT_ISTIO = '1.30';
const DEFAULT_SCRAPE_INTERVAL = Duration.seconds(15);

/** Fills in and checks a target. */
export function resolveTarget(target: Target): { istioMinor: number; scrapeInterval: number } {
  const istio = target.istio ?? DEFAULT_ISTIO;
  const match = /^v?1\.(\d+)(\.\d+)?$/.exec(istio);
  if (!match || Number(match[1]) < OLDEST_ISTIO) {
    throw new Error(`'target.istio' must be a version from 1.${OLDEST_ISTIO} on, got '${istio}'; earlier ones do not serve networking.istio.io/v1`);
  }
  const scrapeInterval = wholeSeconds('target.scrapeInterval', target.scrapeInterval ?? DEFAULT_SCRAPE_INTERVAL, 1);
  return { istioMinor: Number(match[1]), scrapeInterval };
}
