import { invalid, notFound } from '../field-error';
import { dnsLabelProblems, dnsSubdomainProblems } from '../names';
import { checkAnnotations, checkLabels } from '../object-meta';
import { type SchemaError } from '../schema-error';
import { type Check, type GoStruct } from './go-struct';
import { ipProblems } from './ip-address';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go
 */

/** `ValidatePodTemplateSpec`: of its metadata only labels and annotations are looked at, and named without `metadata`. */
export const checkPodTemplate: Check = (template) => {
  const metadata = template.child('metadata');
  checkLabels(metadata.value('labels'), template.at('labels'), template.errors);
  checkAnnotations(metadata.value('annotations'), template.at('annotations'), template.errors);
};

/** `ValidatePodSpec` */
export const checkPodSpec: Check = (spec) => {
  checkLabels(spec.value('nodeSelector'), spec.at('nodeSelector'), spec.errors);
  for (const field of ['serviceAccountName', 'nodeName', 'priorityClassName', 'runtimeClassName']) {
    if (spec.text(field)) spec.name(field, dnsSubdomainProblems);
  }
  for (const field of ['hostname', 'subdomain']) {
    if (spec.text(field)) spec.name(field, dnsLabelProblems);
  }
  if (spec.has('activeDeadlineSeconds')) spec.range('activeDeadlineSeconds', 1, 2 ** 31 - 1);
  checkContainerNames(spec);
  checkHostNetwork(spec);
  checkDnsPolicy(spec);
};

export const checkHostAlias: Check = (alias) => {
  alias.name('ip', ipProblems);
  alias.names('hostnames', dnsSubdomainProblems);
};

/** `ValidateVolumes` and `ValidateVolumeMounts`: a volume with an error is none that can be mounted. */
export const checkMounts: Check = (spec) => {
  const volumes = new Set(spec.children('volumes').filter((volume) => !hasErrors(volume.path, spec.errors)).map((volume) => volume.text('name')));
  for (const container of ['containers', 'initContainers'].flatMap((field) => spec.children(field))) {
    const paths = new Set<string>();
    for (const mount of container.children('volumeMounts')) {
      if (!volumes.has(mount.text('name'))) mount.errors.push(notFound(mount.at('name'), mount.text('name')));
      const path = mount.text('mountPath');
      if (paths.has(path)) mount.errors.push(invalid(mount.at('mountPath'), path, 'must be unique'));
      paths.add(path);
    }
  }
};

function hasErrors(path: string, errors: SchemaError[]): boolean {
  return errors.some((error) => error.path === path || error.path.startsWith(`${path}.`));
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

function checkDnsPolicy(spec: GoStruct): void {
  if (spec.text('dnsPolicy') !== 'None') return;
  if (!spec.has('dnsConfig')) {
    spec.require('dnsConfig', 'must provide `dnsConfig` when `dnsPolicy` is None');
  } else if (spec.child('dnsConfig').values('nameservers').length === 0) {
    spec.child('dnsConfig').require('nameservers', 'must provide at least one DNS nameserver when `dnsPolicy` is None');
  }
}
