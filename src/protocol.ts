/** What the service speaks: it decides which metrics tell a failed call from a good one. */
export enum Protocol {
  /** HTTP/1.1 or HTTP/2: a call has failed when its response code is 5xx. */
  HTTP = 'http',

  /** gRPC: the response code is 200 for failed calls too, `grpc_response_status` tells. */
  GRPC = 'grpc',
}

/** The words with which a port declares its protocol to Istio; `http2` may carry either and `https` neither. */
const DECLARATIONS: { [word: string]: Protocol } = { http: Protocol.HTTP, grpc: Protocol.GRPC };

/**
 * Reads the protocol from a port as Istio does: `appProtocol` first, then the port's name up to the first hyphen.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export function protocolOfPort(port: { readonly name?: string; readonly appProtocol?: string }): Protocol | undefined {
  const word = port.appProtocol ?? (port.name === 'grpc-web' || port.name?.startsWith('grpc-web-') ? 'grpc-web' : port.name?.split('-')[0]);
  return word === undefined ? undefined : DECLARATIONS[word];
}
