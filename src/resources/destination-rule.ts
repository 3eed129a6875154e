import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { l1 } from './l1';
import { addObject } from './object';
import { renderTrafficPolicy, type TrafficPolicyData } from './traffic-policy';

/** A DestinationRule of subsets that start with the same labels: the controller adds the hashes. */
export interface DestinationRuleData {
  readonly name: string;
  readonly host: string;
  readonly subsets: string[];
  readonly labels: { [key: string]: string };
  readonly exportTo?: string[];
  readonly trafficPolicy?: TrafficPolicyData;
}

/** Adds the DestinationRule. */
export function addDestinationRule(scope: Construct, id: string, data: DestinationRuleData): ApiObject {
  const subsets = data.subsets.map((name) => ({ name, labels: data.labels }));
  return addObject(scope, id, data.name, l1.networking.DestinationRule.manifest({
    spec: { host: data.host, subsets, exportTo: data.exportTo, trafficPolicy: data.trafficPolicy && renderTrafficPolicy(data.trafficPolicy) },
  }));
}
