import { type Duration } from 'cdk8s';
import { HEADER_NAME } from './names';
import { type HeaderData, type OAuth2Data, type PrometheusData, type SecretArgumentData } from './resources/prometheus-provider';
import { wholeSeconds } from './seconds';
import { type SecretKey } from './secret-key';

/**
 * How to be let in by a Prometheus, with at most one of `bearerToken`, `basicAuth` and `oauth2`.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/#authorization
 */
export interface PrometheusOptions {
  /**
   * Headers of each request, none of them secret.
   *
   * For example `X-Scope-OrgID`, the tenant of Mimir, Cortex and Thanos.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };

  /**
   * The token of `Authorization: Bearer`.
   *
   * The Secret holds the token alone, with no newline after it.
   *
   * @default - none
   */
  readonly bearerToken?: SecretKey;

  /**
   * The credentials of `Authorization: Basic`, encoded.
   *
   * The Secret holds the base64 of `user:password`, with no newline after it, because Argo Rollouts 1.9 has no field for the two.
   *
   * @default - none
   */
  readonly basicAuth?: SecretKey;

  /**
   * The client that gets a token for itself.
   *
   * @default - none
   */
  readonly oauth2?: PrometheusOAuth2;

  /**
   * Accept any TLS certificate, and so any server that pretends to be this one.
   *
   * @default false
   */
  readonly insecure?: boolean;

  /**
   * How long an answer may take, in whole seconds: later ones are errors.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;
}

/**
 * Client credentials of OAuth 2.0.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc6749#section-4.4
 */
export interface PrometheusOAuth2 {
  /** Where a token is to be had. */
  readonly tokenUrl: string;

  /** Who the client is. */
  readonly clientId: string;

  /** What proves it. */
  readonly clientSecret: SecretKey;

  /**
   * What the token is to be good for.
   *
   * @default - whatever the server gives
   */
  readonly scopes?: string[];
}

/** The arguments that the template fills in from Secrets; a threshold's own must not be called like them. */
export const SECRET_ARGS = { bearerToken: 'prometheus-bearer-token', basicAuth: 'prometheus-basic-auth', clientSecret: 'prometheus-client-secret' };

const SCHEMES = { bearerToken: 'Bearer', basicAuth: 'Basic' };
const HEADER_VALUE = /^[\t\x20-\x7e]*$/;
const TAG = '{{';

/** Checks the address and the options, and puts a reference wherever a secret belongs. */
export function prometheusData(address: string, options: PrometheusOptions): PrometheusData {
  requireAddress('address', address, 'http://prometheus.istio-system:9090');
  requireOneWayIn(options);
  const { headers = {}, bearerToken, basicAuth, oauth2, insecure, timeout } = options;
  return {
    address,
    headers: [...requireHeaders(headers), ...authorizationOf(options)],
    oauth2: oauth2 && requireOAuth2(oauth2),
    insecure,
    // With 0 every query fails at once. @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/metricproviders/prometheus/prometheus.go NewPrometheusProvider
    timeoutSeconds: timeout && wholeSeconds('timeout', timeout, 1),
    secrets: secretArguments({ bearerToken, basicAuth, clientSecret: oauth2?.clientSecret }),
  };
}

function requireAddress(property: string, address: string, example: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) {
    throw new Error(`'${property}' must have the scheme http or https and a host, got '${address}'; for example '${example}'`);
  }
  if (url.username || url.password) {
    throw new Error(`'${property}' must not hold credentials, got some for host '${url.hostname}'; what is written here ends up in Git`);
  }
}

function requireOneWayIn({ bearerToken, basicAuth, oauth2 }: PrometheusOptions): void {
  const given = Object.entries({ bearerToken, basicAuth, oauth2 }).filter(([, value]) => value !== undefined).map(([name]) => name);
  if (given.length > 1) throw new Error(`a Prometheus must have at most one of bearerToken, basicAuth and oauth2, got ${given.join(' and ')}; each sets the header Authorization: give one`);
}

/** No message here holds a value: whoever writes a credential where none belongs does not want it in a log, too. */
function requireHeaders(headers: { [name: string]: string }): HeaderData[] {
  const names = Object.keys(headers);
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name)) {
      throw new Error(`'headers' must have names of letters, digits and !#$%&'*+-.^_\`|~, got '${name}'; every query would be an error: give a name such as 'X-Scope-OrgID'`);
    }
    if (name.toLowerCase() === 'authorization') {
      throw new Error(`'headers' must not hold '${name}', got a value for it; what is written here ends up in Git: use bearerToken, basicAuth or oauth2, which refer to a Secret`);
    }
    const twin = names.find((other) => other !== name && other.toLowerCase() === name.toLowerCase());
    if (twin !== undefined) throw new Error(`'headers' must have names that differ in more than case, got '${name}' and '${twin}'; only one of them would be sent: leave one out`);
    if (!HEADER_VALUE.test(value) || value.includes(TAG)) {
      throw new Error(`'headers' must have values of printable ASCII without '${TAG}', got another one for '${name}'; every query would be an error: leave out newlines and templates`);
    }
  }
  return Object.entries(headers).map(([key, value]) => ({ key, value }));
}

function authorizationOf(options: PrometheusOptions): HeaderData[] {
  const schemes = (['bearerToken', 'basicAuth'] as const).filter((name) => options[name]);
  return schemes.map((name) => ({ key: 'Authorization', value: `${SCHEMES[name]} ${reference(SECRET_ARGS[name])}` }));
}

function requireOAuth2({ tokenUrl, clientId, scopes }: PrometheusOAuth2): OAuth2Data {
  requireAddress('oauth2.tokenUrl', tokenUrl, 'https://login.example.com/oauth2/token');
  if (!clientId.trim()) throw new Error(`'oauth2.clientId' must not be empty, got '${clientId}'; Argo Rollouts would refuse to ask: give the name that the client is registered by`);
  const text = [tokenUrl, clientId, ...scopes ?? []].find((part) => part.includes(TAG));
  if (text !== undefined) throw new Error(`'oauth2' must not hold '${TAG}', got '${text}'; Argo Rollouts would take it for an argument that nobody gives: write it out`);
  return { tokenUrl, clientId, clientSecret: reference(SECRET_ARGS.clientSecret), scopes };
}

function secretArguments(keys: { [name in keyof typeof SECRET_ARGS]?: SecretKey }): SecretArgumentData[] {
  const names = (['bearerToken', 'basicAuth', 'clientSecret'] as const).filter((name) => keys[name]);
  return names.map((name) => ({ name: SECRET_ARGS[name], secretKeyRef: keys[name]!._data }));
}

function reference(arg: string): string {
  return `{{args.${arg}}}`;
}
