import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { optionalDuration } from './duration';
import { l1 } from './l1';
import { addObject } from './object';

/** Where a part of the traffic goes: a Service, or a subset of one. */
export interface DestinationData {
  readonly host: string;
  readonly subset?: string;
}

/** Connections to a port. */
export interface TcpRouteData {
  readonly port: number;
}

/** Connections to a port, or to any, that ask for one of these hosts. */
export interface TlsRouteData {
  readonly port?: number;
  readonly sniHosts: string[];
}

/** A VirtualService whose routes all have the same two destinations; the controller moves the weights. */
export interface VirtualServiceData {
  readonly name: string;
  /** The names by which callers ask. */
  readonly hosts: string[];
  readonly gateways?: string[];
  readonly exportTo?: string[];
  readonly destinations: { readonly stable: DestinationData; readonly canary: DestinationData };
  /** The names of the routes of requests. */
  readonly routes: string[];
  /** The Service's port for requests, where it is not that on which they come. */
  readonly requestPort?: number;
  readonly timeoutSeconds?: number;
  readonly retries?: RetryData;
  readonly tcpRoutes: TcpRouteData[];
  readonly tlsRoutes: TlsRouteData[];
}

/** How often a request is tried again. */
export interface RetryData {
  readonly attempts: number;
  readonly perTryTimeoutSeconds?: number;
  readonly retryOn?: string[];
}

/** Adds the VirtualService. */
export function addVirtualService(scope: Construct, id: string, data: VirtualServiceData): ApiObject {
  const { requestPort } = data;
  const route = splitOf(data);
  const requestRoute = splitOf(data, requestPort === undefined ? {} : { port: { number: requestPort } });
  const requests = { timeout: optionalDuration(data.timeoutSeconds), retries: data.retries && renderRetries(data.retries) };
  const http = data.routes.map((name) => ({ name, route: requestRoute, ...requests }));
  const tls = data.tlsRoutes.map(({ port, sniHosts }) => ({ match: [{ port, sniHosts }], route }));
  const tcp = data.tcpRoutes.map(({ port }) => ({ match: [{ port }], route }));
  return addObject(scope, id, data.name, l1.networking.VirtualService.manifest({
    spec: { hosts: data.hosts, gateways: data.gateways, exportTo: data.exportTo, http: present(http), tls: present(tls), tcp: present(tcp) },
  }));
}

function splitOf({ destinations: { stable, canary } }: VirtualServiceData, more: { readonly port?: { readonly number: number } } = {}) {
  return [{ destination: { ...stable, ...more }, weight: 100 }, { destination: { ...canary, ...more }, weight: 0 }];
}

/** The controller takes an empty list for one whose first route it can weight. @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/trafficrouting/istio/istio.go ValidateTlsRoutes */
function present<T>(routes: T[]): T[] | undefined {
  return routes.length ? routes : undefined;
}

/** Istio splits `retryOn` at each comma and keeps the blanks. */
function renderRetries({ attempts, perTryTimeoutSeconds, retryOn }: RetryData) {
  return { attempts, perTryTimeout: optionalDuration(perTryTimeoutSeconds), retryOn: retryOn?.join(',') };
}
