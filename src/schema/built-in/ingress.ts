import { invalid, required } from '../field-error';
import { dnsLabelProblems, dnsSubdomainProblems, pathSegmentProblems, portNameProblems, wildcardProblems } from '../names';
import { type Check, type GoStruct } from './go-struct';
import { isIpWithZeros } from './ip-address';
import { checkPort } from './port';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/networking/validation/validation.go
 */

const REFUSED_PARTS = ['//', '/./', '/../', '%2f', '%2F'];
const REFUSED_ENDS = ['/..', '/.'];

/** `ValidateIngressSpec` */
export const checkIngressSpec: Check = (spec) => {
  if (spec.values('rules').length === 0 && !spec.has('defaultBackend')) {
    spec.errors.push(invalid(spec.path, spec.values('rules'), 'either `defaultBackend` or `rules` must be specified'));
  }
  if (spec.has('ingressClassName')) spec.name('ingressClassName', dnsSubdomainProblems);
  for (const tls of spec.children('tls')) {
    for (const [index, host] of tls.values('hosts').entries()) {
      for (const problem of hostProblems(host as string)) tls.refuseItem('hosts', index, host, problem);
    }
    if (tls.text('secretName')) tls.name('secretName', dnsSubdomainProblems);
  }
};

/** `validateIngressRules` */
export const checkIngressRule: Check = (rule) => {
  const host = rule.text('host');
  if (!host) return;
  if (isIpWithZeros(host)) rule.refuse('host', 'must be a DNS name, not an IP address');
  for (const problem of hostProblems(host)) rule.refuse('host', problem);
};

/** `validateHTTPIngressPath` */
export const checkIngressPath: Check = (path) => {
  if (!path.has('pathType')) {
    path.require('pathType', 'pathType must be specified');
    return;
  }
  const text = path.text('path');
  const exact = ['Exact', 'Prefix'].includes(path.text('pathType'));
  const known = exact || path.text('pathType') === 'ImplementationSpecific';
  if (known && !text.startsWith('/') && (exact || text)) path.errors.push(invalid(path.at('path'), text, 'must be an absolute path'));
  if (exact) {
    for (const part of REFUSED_PARTS.filter((one) => text.includes(one))) path.refuse('path', `must not contain '${part}'`);
    for (const end of REFUSED_ENDS.filter((one) => text.endsWith(one))) path.refuse('path', `cannot end with '${end}'`);
  }
  checkIngressBackend(path.child('backend'));
};

/** `validateIngressBackend` */
export function checkIngressBackend(backend: GoStruct): void {
  const say = (problem: string) => backend.errors.push(invalid(backend.path, '', problem));
  if (backend.has('resource') && backend.has('service')) say('cannot set both resource and service backends');
  else if (backend.has('resource')) checkResourceBackend(backend.child('resource'));
  else if (backend.has('service')) checkServiceBackend(backend, backend.child('service'));
  else say('resource or service backend is required');
}

function checkServiceBackend(backend: GoStruct, service: GoStruct): void {
  if (service.text('name')) service.name('name', dnsLabelProblems);
  else service.require('name');
  const port = service.child('port');
  const name = port.text('name');
  const number = port.number('number') ?? 0;
  if (name && number) backend.errors.push(invalid(backend.path, '', 'cannot set both port name & port number'));
  else if (name) port.name('name', portNameProblems);
  else if (number) checkPort(port, 'number');
  else backend.errors.push(required(backend.path, 'port name or number is required'));
}

function checkResourceBackend(resource: GoStruct): void {
  if (resource.has('apiGroup')) resource.name('apiGroup', dnsSubdomainProblems);
  for (const field of ['kind', 'name']) {
    if (resource.text(field)) resource.name(field, pathSegmentProblems);
    else resource.require(field);
  }
}

function hostProblems(host: string): string[] {
  return host.includes('*') ? wildcardProblems(host) : dnsSubdomainProblems(host);
}
