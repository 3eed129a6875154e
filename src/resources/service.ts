import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { addObject } from './object';

/** A Service; without a port it is headless. */
export interface ServiceData {
  readonly name: string;
  readonly selector: { [key: string]: string };
  readonly port?: { readonly name: string; readonly number: number };
}

/** Adds a Service. */
export function addService(scope: Construct, id: string, data: ServiceData): ApiObject {
  const ports = data.port && [{ name: data.port.name, port: data.port.number, targetPort: data.port.number }];
  return addObject(scope, id, { name: data.name }, {
    apiVersion: 'v1',
    kind: 'Service',
    spec: ports ? { selector: data.selector, ports } : { selector: data.selector, clusterIP: 'None' },
  });
}
