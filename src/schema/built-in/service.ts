import { duplicate, invalid, notSupported } from '../field-error';
import { dnsLabelProblems, dnsSubdomainProblems, labelKeyProblems } from '../names';
import { checkLabels } from '../object-meta';
import { type Check, type GoStruct } from './go-struct';
import { cidrProblems, ipProblems, reachableIpProblems } from './ip-address';
import { checkPort, checkPortOrName } from './port';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go
 */

/** A client is sent to the same pod for at most a day. */
const LONGEST_AFFINITY = 86_400;
const IP_FAMILIES = ['IPv4', 'IPv6'];

/** `validateService` */
export const checkServiceSpec: Check = (spec) => {
  const type = spec.text('type') || 'ClusterIP';
  const headless = spec.text('clusterIP') === 'None' || spec.values('clusterIPs')[0] === 'None';
  // What cannot be allocated is refused before all else.
  if (type !== 'ExternalName' && !(checkClusterIps(spec, type, headless) && isIpFamilyPolicy(spec))) {
    spec.skip('type', 'ports', 'sessionAffinity', 'internalTrafficPolicy', 'externalTrafficPolicy');
    return;
  }
  if (spec.values('ports').length === 0 && !headless && type !== 'ExternalName') spec.require('ports');
  if (type === 'ExternalName') checkExternalName(spec);
  checkPorts(spec, type);
  checkLabels(spec.value('selector'), spec.at('selector'), spec.errors);
  checkAffinity(spec);
  spec.names('externalIPs', reachableIpProblems);
  checkLoadBalancer(spec, type);
  checkTrafficPolicies(spec, type);
};

/** A policy that is none is reported with the other enumerations. */
function isIpFamilyPolicy(spec: GoStruct): boolean {
  return !spec.has('ipFamilyPolicy') || ['PreferDualStack', 'RequireDualStack', 'SingleStack'].includes(spec.text('ipFamilyPolicy'));
}

function checkExternalName(spec: GoStruct): void {
  for (const field of ['clusterIPs', 'ipFamilies']) {
    if (spec.values(field).length) spec.forbid(field, 'may not be set for ExternalName services');
  }
  if (spec.text('clusterIP')) spec.forbid('clusterIPs', 'may not be set for ExternalName services');
  if (spec.has('ipFamilyPolicy')) spec.forbid('ipFamilyPolicy', 'may not be set for ExternalName services');
  spec.skip('ipFamilyPolicy');
  const name = spec.text('externalName').replace(/\.$/, '');
  if (!name) spec.require('externalName');
  else for (const problem of dnsSubdomainProblems(name)) spec.refuse('externalName', problem);
}

function checkClusterIps(spec: GoStruct, type: string, headless: boolean): boolean {
  const before = spec.errors.length;
  if (headless && (type === 'LoadBalancer' || type === 'NodePort')) {
    spec.errors.push(invalid(`${spec.at('clusterIPs')}[0]`, 'None', `may not be set to 'None' for ${type} services`));
  }
  const given = spec.values('clusterIPs') as string[];
  const first = spec.text('clusterIP');
  if (given.length && (!first || given[0] !== first)) {
    spec.refuse('clusterIPs', first ? 'first value must match `clusterIP`' : 'must be empty when `clusterIP` is not specified');
  }
  const families = spec.values('ipFamilies');
  for (const [index, family] of families.entries()) {
    if (!IP_FAMILIES.includes(family as string)) spec.errors.push(notSupported(`${spec.at('ipFamilies')}[${index}]`, family, IP_FAMILIES));
    else if (families.indexOf(family) < index) spec.repeat(`ipFamilies[${index}]`, family);
  }
  spec.skip('ipFamilies');
  const addresses = given.length ? given : [spec.text('clusterIP')].filter((address) => address);
  for (const [index, address] of addresses.entries()) {
    if (index === 0 && address === 'None') continue;
    for (const problem of ipProblems(address)) spec.refuseItem('clusterIPs', index, address, problem);
  }
  return spec.errors.length === before;
}

/** `validateServicePort`, and what no two ports may share */
function checkPorts(spec: GoStruct, type: string): void {
  const ports = spec.children('ports');
  const names = new Set<string>();
  const numbers = new Set<string>();
  const nodePorts = new Set<string>();
  for (const port of ports) {
    checkPortName(port, ports.length > 1, names);
    checkPort(port, 'port');
    // Left out, or 0, it is the port.
    checkPortOrName(port, 'targetPort', port.value('port'));
    if (port.has('appProtocol')) port.name('appProtocol', labelKeyProblems);
    const protocol = port.text('protocol') || 'TCP';
    const number = `${protocol}/${port.number('port') ?? 0}`;
    if (numbers.has(number)) port.errors.push(duplicate(port.path, { protocol, port: port.number('port') ?? 0 }));
    numbers.add(number);
    const nodePort = port.number('nodePort') ?? 0;
    if (nodePort === 0) continue;
    if (type === 'ClusterIP') port.forbid('nodePort', 'may not be used when `type` is \'ClusterIP\'');
    if (nodePorts.has(`${protocol}/${nodePort}`)) port.repeat('nodePort', nodePort);
    nodePorts.add(`${protocol}/${nodePort}`);
  }
}

function checkPortName(port: GoStruct, required: boolean, names: Set<string>): void {
  const name = port.text('name');
  if (!name) {
    if (required) port.require('name');
    return;
  }
  port.name('name', dnsLabelProblems);
  if (names.has(name)) port.repeat('name', name);
  names.add(name);
}

function checkAffinity(spec: GoStruct): void {
  const client = spec.child('sessionAffinityConfig').child('clientIP');
  if (spec.text('sessionAffinity') === 'ClientIP' && client.has('timeoutSeconds')) client.range('timeoutSeconds', 1, LONGEST_AFFINITY, `must be greater than 0 and less than ${LONGEST_AFFINITY}`);
}

/** The API server writes the field with a capital. */
function checkLoadBalancer(spec: GoStruct, type: string): void {
  const ranges = spec.values('loadBalancerSourceRanges') as string[];
  if (ranges.length && type !== 'LoadBalancer') spec.forbid('LoadBalancerSourceRanges', 'may only be used when `type` is \'LoadBalancer\'');
  for (const [index, range] of ranges.entries()) {
    for (const problem of cidrProblems(range.trim())) spec.refuseItem('LoadBalancerSourceRanges', index, range, problem);
  }
  if (spec.has('trafficDistribution')) spec.support('trafficDistribution', ['PreferClose', 'PreferSameNode', 'PreferSameZone']);
  if (type === 'LoadBalancer') {
    if (spec.has('loadBalancerClass')) spec.name('loadBalancerClass', labelKeyProblems);
    return;
  }
  if (spec.has('allocateLoadBalancerNodePorts')) spec.forbid('allocateLoadBalancerNodePorts', 'may only be used when `type` is \'LoadBalancer\'');
  if (spec.has('loadBalancerClass')) spec.forbid('loadBalancerClass', 'may only be used when `type` is \'LoadBalancer\'');
}

function checkTrafficPolicies(spec: GoStruct, type: string): void {
  const external = type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && spec.values('externalIPs').length > 0);
  if (spec.text('externalTrafficPolicy')) {
    if (external) spec.support('externalTrafficPolicy', ['Cluster', 'Local']);
    else spec.refuse('externalTrafficPolicy', 'may only be set for externally-accessible services');
  }
  const checked = type === 'LoadBalancer' && spec.text('externalTrafficPolicy') === 'Local';
  if ((spec.number('healthCheckNodePort') ?? 0) !== 0 && !checked) {
    spec.refuse('healthCheckNodePort', 'may only be set when `type` is \'LoadBalancer\' and `externalTrafficPolicy` is \'Local\'');
  }
}
