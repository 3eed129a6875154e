import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { optionalDuration } from './duration';
import { l1 } from './l1';
import { addObject } from './object';

/** A VirtualService with one named route to the subsets of a host; the controller moves the weights. */
export interface VirtualServiceData {
  readonly name: string;
  /** The names by which callers ask. */
  readonly hosts: string[];
  readonly gateways?: string[];
  readonly exportTo?: string[];
  /** What they get. */
  readonly host: string;
  readonly route: string;
  readonly destinations: { readonly subset: string; readonly weight: number }[];
  readonly timeoutSeconds?: number;
  readonly retries?: RetryData;
}

/** How often a request is tried again. */
export interface RetryData {
  readonly attempts: number;
  readonly perTryTimeoutSeconds?: number;
  readonly retryOn?: string[];
}

/** Adds the VirtualService. */
export function addVirtualService(scope: Construct, id: string, data: VirtualServiceData): ApiObject {
  const route = data.destinations.map(({ subset, weight }) => ({ destination: { host: data.host, subset }, weight }));
  const http = { name: data.route, route, timeout: optionalDuration(data.timeoutSeconds), retries: data.retries && renderRetries(data.retries) };
  return addObject(scope, id, { name: data.name }, l1.networking.VirtualService.manifest({
    spec: { hosts: data.hosts, gateways: data.gateways, exportTo: data.exportTo, http: [http] },
  }));
}

/** Istio splits `retryOn` at each comma and keeps the blanks. */
function renderRetries({ attempts, perTryTimeoutSeconds, retryOn }: RetryData) {
  return { attempts, perTryTimeout: optionalDuration(perTryTimeoutSeconds), retryOn: retryOn?.join(',') };
}
