import { requireSubdomain } from './names';
import { type TrafficTlsData } from './resources/traffic-policy';

/** Options of `TrafficTls.simple`. */
export interface SimpleTlsOptions {
  /**
   * Path, in the caller's proxy, of the certificates of the authorities that are trusted.
   *
   * @default - those of the proxy's operating system
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
   */
  readonly caCertificates?: string;

  /**
   * Name of a Secret with the certificates, in the namespace of the gateway that uses it.
   *
   * It stands in for the paths. Gateways alone read it: callers inside the mesh ask in plain text, which is warned about.
   *
   * @default - none: certificates are files
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
   */
  readonly credentialName?: string;

  /**
   * The names of which the server's certificate must hold one.
   *
   * @default - the host that the caller asks for
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
   */
  readonly subjectAltNames?: string[];

  /**
   * The name that the server is told in the handshake.
   *
   * @default - the host that the caller asks for
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
   */
  readonly sni?: string;

  /**
   * Trust any server.
   *
   * It does not go with what a server is checked by.
   *
   * @default false
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
   */
  readonly insecureSkipVerify?: boolean;
}

/** Options of `TrafficTls.mutual`, with either `credentialName`, or `clientCertificate` and `privateKey`. */
export interface MutualTlsOptions extends SimpleTlsOptions {
  /**
   * Path, in the caller's proxy, of the certificate that it shows.
   *
   * @default - that of credentialName
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
   */
  readonly clientCertificate?: string;

  /**
   * Path, in the caller's proxy, of the certificate's private key.
   *
   * @default - that of credentialName
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
   */
  readonly privateKey?: string;
}

/**
 * How callers' proxies encrypt what they send to the pods.
 *
 * Without it Istio uses its own mutual TLS wherever both ends have a sidecar.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
 */
export class TrafficTls {
  /** Not at all: pods that insist on Istio's mutual TLS refuse it. */
  public static disable(): TrafficTls {
    return new TrafficTls({ mode: 'DISABLE' });
  }

  /**
   * With TLS that the pods' own container ends, or their sidecar if it is set up for it.
   *
   * What a sidecar does not decrypt it does not measure, which is warned about.
   */
  public static simple(options: SimpleTlsOptions = {}): TrafficTls {
    return new TrafficTls({ mode: 'SIMPLE', ...requireTls('simple', options, ['caCertificates', 'credentialName', 'subjectAltNames']) });
  }

  /**
   * As `simple`, with a certificate of one's own for the caller.
   *
   * It needs either `credentialName`, or `clientCertificate` and `privateKey`.
   */
  public static mutual(options: MutualTlsOptions): TrafficTls {
    requireClientCertificate(options);
    return new TrafficTls({ mode: 'MUTUAL', ...requireTls('mutual', options, ['caCertificates', 'subjectAltNames']) });
  }

  /** With the certificates that Istio makes and renews itself. */
  public static istioMutual(): TrafficTls {
    return new TrafficTls({ mode: 'ISTIO_MUTUAL' });
  }

  private constructor(/** @internal */ public readonly _data: TrafficTlsData) {}
}

const FILES = ['clientCertificate', 'privateKey', 'caCertificates'] as const;

/** Checks what both kinds of TLS have, as Istio does. @see https://github.com/istio/istio/blob/1.30.3/pkg/config/validation/agent/validation.go ValidateTLS */
function requireTls(factory: string, options: MutualTlsOptions, checks: (keyof MutualTlsOptions)[]): MutualTlsOptions {
  const { credentialName, subjectAltNames, insecureSkipVerify } = options;
  for (const field of [...FILES, 'sni'] as const) requireText(field, options[field]);
  if (credentialName !== undefined) requireSubdomain('trafficPolicy.tls.credentialName', credentialName);
  if (subjectAltNames?.length === 0) throw new Error('\'trafficPolicy.tls.subjectAltNames\' must not be empty, got []; leave it out for the host that the caller asks for');
  subjectAltNames?.forEach((name) => requireText('subjectAltNames', name));
  const check = insecureSkipVerify && checks.find((field) => options[field] !== undefined);
  if (check) {
    throw new Error(`'trafficPolicy.tls.${check}' must be left out with insecureSkipVerify in TrafficTls.${factory}, got both; Istio refuses them, for nothing is checked by it: leave out one of them`);
  }
  const file = credentialName !== undefined && FILES.find((field) => options[field] !== undefined);
  if (file) throw new Error(`'trafficPolicy.tls.${file}' must be left out with credentialName, got both; Istio refuses them, for the Secret holds it: leave out one of them`);
  return options;
}

function requireText(field: string, text: string | undefined): void {
  if (text !== undefined && !text.trim()) throw new Error(`'trafficPolicy.tls.${field}' must not be empty, got '${text}'; leave it out for Istio's default`);
}

function requireClientCertificate({ credentialName, clientCertificate, privateKey }: MutualTlsOptions): void {
  if (credentialName !== undefined || clientCertificate !== undefined && privateKey !== undefined) return;
  const got = clientCertificate !== undefined ? 'clientCertificate alone' : privateKey !== undefined ? 'privateKey alone' : 'none of them';
  throw new Error(`TrafficTls.mutual must get clientCertificate and privateKey, or credentialName, got ${got}; Istio refuses it: give both paths, or use TrafficTls.simple`);
}
