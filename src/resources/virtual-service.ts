import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { goDuration } from './duration';
import { l1 } from './l1';
import { addObject } from './object';

/** A VirtualService with one named route to the subsets of a host; the controller moves the weights. */
export interface VirtualServiceData {
  readonly name: string;
  /** The names by which callers ask. */
  readonly hosts: string[];
  readonly gateways?: string[];
  /** What they get. */
  readonly host: string;
  readonly route: string;
  readonly destinations: { readonly subset: string; readonly weight: number }[];
  readonly timeoutSeconds?: number;
}

/** Adds the VirtualService. */
export function addVirtualService(scope: Construct, id: string, data: VirtualServiceData): ApiObject {
  const route = data.destinations.map(({ subset, weight }) => ({ destination: { host: data.host, subset }, weight }));
  const timeout = data.timeoutSeconds === undefined ? undefined : goDuration(data.timeoutSeconds);
  return addObject(scope, id, { name: data.name }, l1.networking.VirtualService.manifest({
    spec: { hosts: data.hosts, gateways: data.gateways, http: [{ name: data.route, route, timeout }] },
  }));
}
