import { type Duration } from 'cdk8s';
import { requireInteger } from './integers';
import { type TcpKeepaliveData } from './resources/traffic-policy';

/**
 * How a caller's proxy finds out that the other end of a connection is gone.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings-TcpKeepalive
 */
export interface TcpKeepaliveOptions {
  /**
   * How many probes without an answer make a connection dead: an integer from 1 to 127.
   *
   * @default - 9, by Linux
   */
  readonly probes?: number;

  /**
   * How long a connection is idle before the first probe, in whole seconds.
   *
   * @default - 2 hours, by Linux
   */
  readonly time?: Duration;

  /**
   * From one probe to the next, in whole seconds.
   *
   * @default - 75 seconds, by Linux
   */
  readonly interval?: Duration;
}

/** What Linux takes: with more the proxy gets an error in place of a connection. @see https://github.com/torvalds/linux/blob/v6.12/include/net/tcp.h MAX_TCP_KEEPIDLE */
const MOST_SECONDS = 32_767;
const MOST_PROBES = 127;

/** Checks keepalives for what Istio would cut and Linux would refuse; Istio itself takes them all. */
export function resolveTcpKeepalive(property: string, { probes, time, interval }: TcpKeepaliveOptions): TcpKeepaliveData {
  requireInteger(`${property}.probes`, probes, 1, 'leave it out for 9', MOST_PROBES);
  return {
    probes,
    timeSeconds: time && keepaliveSeconds(`${property}.time`, time),
    intervalSeconds: interval && keepaliveSeconds(`${property}.interval`, interval),
  };
}

function keepaliveSeconds(property: string, duration: Duration): number {
  const seconds = duration.toSeconds({ integral: false });
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= MOST_SECONDS) return seconds;
  throw new Error(`'${property}' must be a whole number of seconds from 1 to ${MOST_SECONDS}, got ${seconds} s; Istio cuts parts of a second and Linux takes no more: give Duration.seconds(60)`);
}
