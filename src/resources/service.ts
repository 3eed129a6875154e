import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { addObject } from './object';

/** A port of a Service, as Kubernetes writes it. */
export interface ServicePortData {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: number | string;
  readonly protocol?: string;
  readonly appProtocol?: string;
}

/** A Service; without ports it is headless. */
export interface ServiceData {
  readonly name: string;
  readonly selector: { [key: string]: string };
  readonly ports?: ServicePortData[];
}

/** Adds a Service. */
export function addService(scope: Construct, id: string, { name, selector, ports }: ServiceData): ApiObject {
  return addObject(scope, id, name, {
    apiVersion: 'v1',
    kind: 'Service',
    spec: ports ? { selector, ports } : { selector, clusterIP: 'None' },
  });
}
