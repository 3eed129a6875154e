import { invalid, notSupported, required } from '../field-error';
import { type Check, type GoStruct } from './go-struct';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go validateObjectFieldSelector
 */

/** What a container can learn about its pod from its environment. */
const ENV_FIELDS = [
  'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs',
];
const VOLUME_FIELDS = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid'];
const LABELS = ['metadata.annotations', 'metadata.labels'];

/** What is converted before it is looked at; the rest is no field at all. */
const CONVERTED = [...ENV_FIELDS, ...LABELS, 'spec.restartPolicy', 'spec.schedulerName', 'spec.hostNetwork', 'status.phase', 'spec.host'];

const RESOURCES = ['limits.cpu', 'limits.ephemeral-storage', 'limits.memory', 'requests.cpu', 'requests.ephemeral-storage', 'requests.memory'];
const HUGE_PAGES = /^(?:limits|requests)\.hugepages-/;

const MEMORY_DIVISORS = ['0', '1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];

export const checkEnvVarSource: Check = (source) => {
  checkFieldRef(source, ENV_FIELDS);
  if (source.has('resourceFieldRef')) checkResource(source.child('resourceFieldRef'));
};

/** The fields of a file in a volume, which the API server looks at in the place of the volume's source. */
export const checkDownwardFile: Check = (file) => {
  if (file.has('fieldRef')) {
    checkFieldRef(file, VOLUME_FIELDS);
    if (file.has('resourceFieldRef')) file.errors.push(invalid(file.path, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously'));
  } else if (file.has('resourceFieldRef')) {
    const selector = file.child('resourceFieldRef');
    if (selector.text('containerName')) checkResource(selector);
    else selector.require('containerName');
  } else {
    file.errors.push(required(file.path, 'one of fieldRef and resourceFieldRef is required'));
  }
};

/** `validateContainerResourceFieldSelector` */
function checkResource(selector: GoStruct): void {
  const resource = selector.text('resource');
  if (!resource) selector.require('resource');
  else if (!RESOURCES.includes(resource) && !HUGE_PAGES.test(resource)) selector.errors.push(notSupported(selector.at('resource'), resource, RESOURCES));
  const divisor = String(selector.value('divisor') ?? '0').trim();
  if (resource.endsWith('.cpu') && !['0', '1m', '1'].includes(divisor)) {
    selector.refuse('divisor', 'only divisor\'s values 1m and 1 are supported with the cpu resource');
  }
  if (/\.(memory|ephemeral-storage)$/.test(resource) && !MEMORY_DIVISORS.includes(divisor)) {
    selector.refuse('divisor', `only divisor's values ${MEMORY_DIVISORS.slice(1).join(', ')} are supported with the ${resource.split('.')[1]} resource`);
  }
}

function checkFieldRef(source: GoStruct, fields: string[]): void {
  if (!source.has('fieldRef')) return;
  const reference = source.child('fieldRef');
  const path = reference.text('fieldPath');
  if (path === '') {
    reference.require('fieldPath');
    return;
  }
  if (!['', 'v1'].includes(reference.text('apiVersion'))) {
    reference.refuse('fieldPath', `error converting fieldPath: unsupported pod version: ${reference.text('apiVersion')}`);
    return;
  }
  const subscripted = LABELS.some((field) => path.startsWith(`${field}['`) && path.endsWith('\']'));
  if (subscripted) return;
  if (!CONVERTED.includes(path)) reference.refuse('fieldPath', `error converting fieldPath: field label not supported: ${path}`);
  else if (!fields.includes(path)) reference.errors.push(notSupported(reference.at('fieldPath'), path, fields));
}
