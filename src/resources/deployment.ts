import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { addObject } from './object';

/** A Deployment of one container with one port. */
export interface DeploymentData {
  readonly name: string;
  readonly labels: { [key: string]: string };
  readonly image: string;
  readonly portName: string;
  readonly port: number;
}

/** Adds the Deployment whose pod template the Rollout takes over. */
export function addDeployment(scope: Construct, id: string, data: DeploymentData): ApiObject {
  const container = { name: data.name, image: data.image, ports: [{ name: data.portName, containerPort: data.port }] };
  return addObject(scope, id, data.name, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    spec: {
      selector: { matchLabels: data.labels },
      template: { metadata: { labels: data.labels }, spec: { containers: [container] } },
    },
  });
}
