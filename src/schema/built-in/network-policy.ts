import { forbidden, notSupported, required } from '../field-error';
import { portNameProblems } from '../names';
import { type Check } from './go-struct';
import { cidrProblems, parseCidr } from './ip-address';
import { checkPort } from './port';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/networking/validation/validation.go
 */

const POLICY_TYPES = ['Ingress', 'Egress'];

/** `ValidateNetworkPolicySpec` */
export const checkNetworkPolicySpec: Check = (spec) => {
  const types = spec.values('policyTypes');
  if (types.length > POLICY_TYPES.length) {
    spec.refuse('policyTypes', 'may not specify more than two policyTypes');
    return;
  }
  for (const [index, type] of types.entries()) {
    if (!POLICY_TYPES.includes(type as string)) spec.errors.push(notSupported(`${spec.at('policyTypes')}[${index}]`, type, POLICY_TYPES));
  }
};

/** `ValidateNetworkPolicyPort` */
export const checkNetworkPolicyPort: Check = (port) => {
  const first = port.value('port');
  const last = port.number('endPort');
  if (first === undefined) {
    if (last !== undefined) port.refuse('endPort', 'may not be specified when `port` is not specified');
  } else if (typeof first === 'string') {
    if (last !== undefined) port.refuse('endPort', 'may not be specified when `port` is non-numeric');
    port.name('port', portNameProblems);
  } else {
    checkPort(port, 'port');
    if (last === undefined) return;
    if (last < (first as number)) port.refuse('endPort', 'must be greater than or equal to `port`');
    checkPort(port, 'endPort');
  }
};

/** `ValidateNetworkPolicyPeer` */
export const checkNetworkPolicyPeer: Check = (peer) => {
  const selectors = ['podSelector', 'namespaceSelector'].filter((field) => peer.has(field)).length;
  if (!peer.has('ipBlock') && selectors === 0) peer.errors.push(required(peer.path, 'must specify a peer'));
  if (peer.has('ipBlock') && selectors > 0) peer.errors.push(forbidden(peer.path, 'may not specify both ipBlock and another peer'));
};

/** `ValidateIPBlock` */
export const checkIpBlock: Check = (block) => {
  if (!block.text('cidr')) return;
  block.name('cidr', cidrProblems);
  const outer = parseCidr(block.text('cidr'));
  if (outer === undefined) return;
  block.names('except', cidrProblems);
  for (const [index, except] of block.values('except').entries()) {
    const inner = parseCidr(except as string);
    if (inner !== undefined && (!inner.startsWith(outer) || inner.length <= outer.length)) {
      block.refuseItem('except', index, except, 'must be a strict subset of `cidr`');
    }
  }
};
