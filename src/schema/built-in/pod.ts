import { hasMoreBytes } from '../byte-length';
import { invalid, notSupported, required, tooLong } from '../field-error';
import { dnsLabelProblems, dnsSubdomainProblems, searchPathProblems } from '../names';
import { checkAnnotations, checkLabels } from '../object-meta';
import { type SchemaError } from '../schema-error';
import { type Check, type GoStruct } from './go-struct';
import { ipProblems } from './ip-address';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go
 */

const MOST_NAMESERVERS = 3;
const DEFAULT_GRACE_SECONDS = 30;
const LONGEST_HOSTNAME = 64;

/** `ValidatePodTemplateSpec`: of its metadata only labels and annotations are looked at, and named without `metadata`. */
export const checkPodTemplate: Check = (template) => {
  const metadata = template.child('metadata');
  checkLabels(metadata.value('labels'), template.at('labels'), template.errors);
  checkAnnotations(metadata.value('annotations'), template.at('annotations'), template.errors);
  const spec = template.child('spec');
  if (spec.values('ephemeralContainers').length) spec.forbid('ephemeralContainers', 'ephemeral containers not allowed in pod template');
};

/** `ValidatePodCreate` */
export const checkPod: Check = (pod) => {
  const spec = pod.child('spec');
  if (spec.values('ephemeralContainers').length) spec.forbid('ephemeralContainers', 'cannot be set on create');
  // In a template, where pods are made later, it is let through.
  for (const container of ['containers', 'initContainers'].flatMap((field) => spec.children(field))) {
    if (container.text('image') !== container.text('image').trim()) container.refuse('image', 'must not have leading or trailing whitespace');
  }
};

/** `ValidatePodSpec` */
export const checkPodSpec: Check = (spec) => {
  checkLabels(spec.value('nodeSelector'), spec.at('nodeSelector'), spec.errors);
  for (const field of ['nodeName', 'priorityClassName', 'runtimeClassName']) {
    if (spec.text(field)) spec.name(field, dnsSubdomainProblems);
  }
  // The second is the old word for it.
  const account = spec.text('serviceAccountName') || spec.text('serviceAccount');
  for (const problem of account ? dnsSubdomainProblems(account) : []) spec.errors.push(invalid(spec.at('serviceAccountName'), account, problem));
  checkSleeps(spec);
  for (const field of ['hostname', 'subdomain']) {
    if (spec.text(field)) spec.name(field, dnsLabelProblems);
  }
  if (spec.has('activeDeadlineSeconds')) spec.range('activeDeadlineSeconds', 1, 2 ** 31 - 1);
  checkContainerNames(spec);
  checkHostname(spec);
  checkSystem(spec);
  checkHostNetwork(spec);
  checkDns(spec);
};

export const checkHostAlias: Check = (alias) => {
  alias.name('ip', ipProblems);
  alias.names('hostnames', dnsSubdomainProblems);
};

/** `ValidateVolumes` and `ValidateVolumeMounts`: a volume with an error is none that can be mounted. */
export const checkMounts: Check = (spec) => {
  const wrong = placesWithErrors(`${spec.at('volumes')}[`, spec.errors);
  const volumes = new Set(spec.children('volumes').filter((_, index) => !wrong.has(index)).map((volume) => volume.text('name')));
  for (const container of ['containers', 'initContainers'].flatMap((field) => spec.children(field))) {
    const paths = new Set<string>();
    for (const device of container.children('volumeDevices')) {
      if (!volumes.has(device.text('name'))) device.miss('name', device.text('name'));
      if (device.text('devicePath').split('/').includes('..')) device.refuse('devicePath', 'can not contain backsteps (\'..\')');
    }
    for (const mount of container.children('volumeMounts')) {
      if (!volumes.has(mount.text('name'))) mount.miss('name', mount.text('name'));
      const path = mount.text('mountPath');
      if (paths.has(path)) mount.errors.push(invalid(mount.at('mountPath'), path, 'must be unique'));
      paths.add(path);
    }
  }
};

/** `validateHostnameOverride` */
function checkHostname(spec: GoStruct): void {
  if (!spec.has('hostnameOverride')) return;
  for (const field of ['setHostnameAsFQDN', 'hostNetwork'].filter((one) => spec.value(one) === true)) {
    spec.forbid('hostnameOverride', `may not be specified when ${field} is true`);
  }
  if (hasMoreBytes(spec.text('hostnameOverride'), LONGEST_HOSTNAME)) spec.errors.push(tooLong(spec.at('hostnameOverride'), LONGEST_HOSTNAME));
  spec.name('hostnameOverride', dnsSubdomainProblems);
}

/** `validateOS`: the API server names the system, and not its name. */
function checkSystem(spec: GoStruct): void {
  const name = spec.child('os').text('name');
  if (name && !['linux', 'windows'].includes(name)) spec.errors.push(notSupported(spec.at('os'), name, ['linux', 'windows']));
}

/** The items of a list that something is wrong with. */
function placesWithErrors(list: string, errors: SchemaError[]): Set<number> {
  const found = errors.filter(({ path, stage }) => stage === 'validation' && path.startsWith(list));
  return new Set(found.map(({ path }) => parseInt(path.slice(list.length), 10)));
}

/** `validateContainers`, `validateInitContainers` */
function checkContainerNames(spec: GoStruct): void {
  const names = new Set<string>();
  for (const container of spec.children('containers')) {
    if (names.has(container.text('name'))) container.repeat('name', container.text('name'));
    names.add(container.text('name'));
  }
  for (const container of spec.children('initContainers')) {
    checkInitContainer(container);
    if (names.has(container.text('name'))) container.repeat('name', container.text('name'));
    else if (container.text('name')) names.add(container.text('name'));
  }
}

function checkInitContainer(container: GoStruct): void {
  if (container.text('restartPolicy') === 'Always') return;
  for (const field of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']) {
    if (container.has(field)) container.forbid(field, 'may not be set for init containers without restartPolicy=Always');
    container.skip(field);
  }
}

/** `validateSleepAction`: a container may not sleep longer than it is given to end. */
function checkSleeps(spec: GoStruct): void {
  const grace = Math.max(spec.number('terminationGracePeriodSeconds') ?? DEFAULT_GRACE_SECONDS, 1);
  for (const lifecycle of spec.children('containers').map((container) => container.child('lifecycle'))) {
    for (const handler of ['postStart', 'preStop'].map((field) => lifecycle.child(field)).filter((one) => one.has('sleep'))) {
      const seconds = handler.child('sleep').number('seconds') ?? 0;
      const others = ['exec', 'httpGet', 'tcpSocket'].some((field) => handler.has(field));
      if (others || (seconds >= 0 && seconds <= grace)) continue;
      handler.errors.push(invalid(handler.at('sleep'), seconds, `must be non-negative and less than terminationGracePeriodSeconds (${grace})`));
    }
  }
}

/** `validatePodHostNetworkDeps`, `checkHostPortConflicts` */
function checkHostNetwork(spec: GoStruct): void {
  const used = new Set<string>();
  for (const port of spec.children('containers').flatMap((container) => container.children('ports'))) {
    const hostPort = port.number('hostPort') ?? 0;
    if (hostPort === 0) continue;
    if (spec.value('hostNetwork') === true && hostPort !== (port.number('containerPort') ?? 0)) {
      port.refuse('hostPort', 'must match `containerPort` when `hostNetwork` is true');
    }
    const place = `${port.text('protocol') || 'TCP'}/${port.text('hostIP')}/${hostPort}`;
    if (used.has(place)) port.repeat('hostPort', place);
    used.add(place);
  }
}

/** `validatePodDNSConfig` */
function checkDns(spec: GoStruct): void {
  const config = spec.child('dnsConfig');
  const servers = config.values('nameservers');
  if (spec.text('dnsPolicy') === 'None') {
    if (!spec.has('dnsConfig')) spec.require('dnsConfig', 'must provide `dnsConfig` when `dnsPolicy` is None');
    else if (servers.length === 0) config.require('nameservers', 'must provide at least one DNS nameserver when `dnsPolicy` is None');
    if (servers.length === 0) return;
  }
  if (servers.length > MOST_NAMESERVERS) config.refuse('nameservers', `must not have more than ${MOST_NAMESERVERS} nameservers`);
  config.names('nameservers', ipProblems);
  config.names('searches', searchPathProblems);
  // The API server names the option, and not what it lacks.
  for (const option of config.children('options').filter((one) => !one.text('name'))) config.errors.push(required(option.path, 'must not be empty'));
}
