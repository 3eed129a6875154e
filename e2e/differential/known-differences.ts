import { type Change } from '../../test/schema/change';

/** Where the library does not say what the API server says, and why that stays so. */
export interface KnownDifference {
  readonly reason: string;
  /** The lines in which they differ, each after the kind: `Service server: spec.ports[0].nodePort FieldValueInvalid`. */
  readonly lines: RegExp;
  /** Lines that come with one of those: the server looks no further, and the library does. @default - none */
  readonly besides?: RegExp;
  /** A good manifest and what is done to it: an entry is right as long as the two differ in this. */
  readonly witness: Change & { readonly object: string };
}

const POD = 'spec\\.(?:jobTemplate\\.spec\\.)?(?:template\\.spec\\.)?';
const CONTAINER = `${POD}(?:initC|c)ontainers\\[\\d+\\]\\.`;

/** Every difference that is known. Whatever else differs is a mistake of the library's. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    reason: 'no manifest has it: a generation below 0, which the API server counts itself and looks at in some kinds alone',
    lines: /server: metadata\.generation FieldValueInvalid$/,
    witness: { object: 'ConfigMap/shop', set: 'metadata.generation', to: -1 },
  },
  {
    reason: 'depends on the cluster: a Pod of its own meets the admission plugins first, which look for its service account, priority and runtime class',
    lines: /^Pod server: 403 /,
    besides: /^Pod library: (?:spec|metadata)\./,
    witness: { object: 'Pod/probe', set: 'spec.serviceAccountName', to: 'nobody' },
  },
  {
    reason: 'depends on the cluster: whether it has IPv6, or both families; the rest of the Service is not looked at then',
    lines: /^Service server: spec\.(?:ipFamilies\[\d+\]|ipFamilyPolicy|clusterIPs(?:\[\d+\])?) FieldValueInvalid/,
    besides: /^Service library: spec\./,
    witness: { object: 'Service/shop', set: 'spec.ipFamilies', to: ['IPv6'] },
  },
  {
    reason: 'depends on the cluster: node ports come out of its range, and the API server names another field where one is out of all ranges',
    lines: /^Service server: spec\.(?:ports\[\d+\]\.nodePort|healthCheckNodePort) FieldValueInvalid/,
    witness: { object: 'Service/edge', set: 'spec.ports[0].nodePort', to: 70_000 },
  },
  {
    reason: 'depends on the cluster: it may forbid privileged containers to all',
    lines: new RegExp(`server: ${CONTAINER}securityContext\\.privileged FieldValueForbidden`),
    witness: { object: 'Deployment/shop', set: 'spec.template.spec.containers[0].securityContext', to: { privileged: true } },
  },
  {
    reason: 'no manifest has it: who wrote which field, which the API server writes itself',
    lines: /library: (?:cannot be decoded: .* ManagedFieldsEntry\.|metadata\.managedFields)/,
    witness: { object: 'ConfigMap/shop', set: 'metadata.managedFields', to: [{ fieldsV1: '' }] },
  },
  {
    reason: 'no manifest has it: a prefix for a generated name beside a name; of a budget it is not looked at',
    lines: /^PodDisruptionBudget library: metadata\.generateName FieldValueInvalid$/,
    witness: { object: 'PodDisruptionBudget/shop', set: 'metadata.generateName', to: '.' },
  },
  {
    reason: 'no canary has it: a Pod of its own, whose limits are taken for its requests where it has none, and are looked at twice',
    lines: /^Pod server: spec\.(?:initC|c)ontainers\[\d+\]\.resources\.requests/,
    witness: { object: 'Pod/probe', set: 'spec.containers[0].resources', to: { limits: { 'A B': '1' } } },
  },
  {
    reason: 'no canary has it: ephemeral containers are refused as a whole, and not one by one besides',
    lines: new RegExp(`server: ${POD}ephemeralContainers\\[\\d+\\]`),
    witness: { object: 'Deployment/shop', set: 'spec.template.spec.ephemeralContainers', to: [{ name: 'A_b' }] },
  },
  {
    reason: 'no canary has it: claims of devices',
    lines: new RegExp(`(?:server|library): ${POD}(?:(?:(?:initC|c)ontainers\\[\\d+\\]\\.)?resources\\.claims|resourceClaims)`),
    witness: { object: 'Deployment/shop', set: 'spec.template.spec.resourceClaims', to: [{ name: 'shop' }] },
  },
  {
    reason: 'no canary has it: huge pages, of which there can be whole ones alone',
    lines: new RegExp(`server: ${POD}.*\\[hugepages-[^\\]]*\\] FieldValueInvalid|server: ${POD}overhead FieldValueForbidden`),
    witness: { object: 'Deployment/shop', set: 'spec.template.spec.containers[0].resources', to: { limits: { 'hugepages-2Mi': '1', 'memory': '1Gi' } } },
  },
  {
    reason: 'no canary has it: variables out of files that another container writes',
    lines: new RegExp(`server: ${CONTAINER}env\\[\\d+\\]\\.valueFrom\\.fileKeyRef`),
    witness: { object: 'Deployment/shop', set: 'spec.template.spec.containers[0].env', to: [{ name: 'A', valueFrom: { fileKeyRef: { key: 'A', path: 'a', volumeName: 'nowhere' } } }] },
  },
  {
    reason: 'no canary has it: volumes of clouds and of storage systems, and bundles of certificates',
    lines: new RegExp(`(?:server|library): ${POD}volumes\\[\\d+\\]\\.(?:projected\\.sources\\[\\d+\\]\\.)?(?:azure\\w+|aws\\w+|ceph\\w+|cinder|clusterTrustBundle|csi|ephemeral|fc|flex\\w+|flocker|gce\\w+|gitRepo|glusterfs|hostPath|image|iscsi|nfs|photon\\w+|podCertificate|portworx\\w+|quobyte|rbd|scaleIO|storageos|vsphere\\w+)[. ]`),
    witness: { object: 'Deployment/shop', set: 'spec.template.spec.volumes[0]', to: { name: 'disk', iscsi: { iqn: 'x', lun: 1, targetPortal: 'x' } } },
  },
  {
    reason: 'no canary has it: users and host namespaces of the node',
    lines: new RegExp(`server: ${POD}(?:(?:hostNetwork|HostPID|HostIPC) FieldValueForbidden|.*\\.procMount FieldValueInvalid)`),
    witness: { object: 'Deployment/shop', set: 'spec.template.spec', to: { containers: [{ name: 'shop', image: 'shop' }], hostUsers: false, hostPID: true } },
  },
  {
    reason: 'no canary has it: settings of the kernel, AppArmor and SELinux',
    lines: new RegExp(`(?:server|library): ${POD}(?:(?:initC|c)ontainers\\[\\d+\\]\\.)?securityContext\\.(?:sysctls|appArmorProfile|seLinux\\w+|windowsOptions)`),
    witness: { object: 'Deployment/shop', set: 'spec.template.spec.securityContext', to: { sysctls: [{ name: 'a.', value: '1' }] } },
  },
  {
    reason: 'no canary has it: resources of a pod as a whole',
    lines: new RegExp(`(?:server|library): ${POD}resources\\.`),
    witness: { object: 'Deployment/shop', set: 'spec.template.spec.resources', to: { limits: { 'requests.nvidia.com/gpu': '1' } } },
  },
  {
    reason: 'no canary has it: pods of Windows',
    lines: /server: spec(?:\.(?:jobTemplate\.spec\.)?template\.spec)?(?: FieldValue(?:Forbidden|Invalid)$|\.hostNetwork FieldValueInvalid)/,
    witness: { object: 'Deployment/shop', set: 'spec.template.spec.containers[0].securityContext', to: { windowsOptions: { hostProcess: true } } },
  },
];
