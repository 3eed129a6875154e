/** Where a Secret holds a value. */
export interface SecretKeyData {
  readonly name: string;
  readonly key: string;
}

/** An argument that Argo Rollouts fills in from a Secret, just before it measures. */
export interface SecretArgumentData {
  readonly name: string;
  readonly secretKeyRef: SecretKeyData;
}

/** A header of each request. */
export interface HeaderData {
  readonly key: string;
  readonly value: string;
}

/** A client that gets a token for itself. */
export interface OAuth2Data {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes?: string[];
}

/** A Prometheus, and how to be let in. */
export interface PrometheusData {
  readonly address: string;
  readonly headers: HeaderData[];
  readonly oauth2?: OAuth2Data;
  readonly insecure?: boolean;
  readonly timeoutSeconds?: number;
  /** What headers and OAuth 2.0 name as `{{args.NAME}}`. */
  readonly secrets: SecretArgumentData[];
}

/** Writes the provider of one metric. */
export function renderPrometheus({ address, headers, oauth2, insecure, timeoutSeconds }: PrometheusData, query: string) {
  return {
    prometheus: {
      address,
      authentication: oauth2 && { oauth2 },
      headers: headers.length ? headers : undefined,
      insecure,
      timeout: timeoutSeconds,
      query,
    },
  };
}
