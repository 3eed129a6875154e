import { invalid } from '../field-error';
import { dnsLabelProblems } from '../names';
import { quantityValue } from '../quantity';
import { checkDownwardFile } from './downward-api';
import { type Check, GoStruct } from './go-struct';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go
 */

/** In the order in which the API server looks: the first is the one that is meant. */
const SOURCE_ORDER = [
  'emptyDir', 'hostPath', 'gitRepo', 'gcePersistentDisk', 'awsElasticBlockStore', 'secret', 'nfs', 'iscsi', 'glusterfs', 'flocker',
  'persistentVolumeClaim', 'rbd', 'cinder', 'cephfs', 'quobyte', 'downwardAPI', 'fc', 'flexVolume', 'configMap', 'azureFile', 'vsphereVolume',
  'photonPersistentDisk', 'portworxVolume', 'azureDisk', 'storageos', 'projected', 'scaleIO', 'csi', 'ephemeral', 'image',
];

/** As the API server writes them. */
const MISSPELT: Record<string, string> = { cephfs: 'cephFS', downwardAPI: 'downwarAPI' };

const MAX_MODE = 0o777;
const MODE = 'must be a number between 0 and 0777 (octal), both inclusive';

/** `ValidateVolumes`, `validateVolumeSource`: the volumes of a pod. */
export function checkVolumes(pod: GoStruct): void {
  const names = new Set<string>();
  for (const volume of pod.children('volumes')) {
    if (volume.text('name')) volume.name('name', dnsLabelProblems);
    if (names.has(volume.text('name'))) volume.repeat('name', volume.text('name'));
    names.add(volume.text('name'));
    const [first, ...others] = SOURCE_ORDER.filter((field) => volume.has(field));
    for (const field of others) volume.forbid(MISSPELT[field] ?? field, 'may not specify more than 1 volume type');
    checkSource(volume, first);
  }
}

function checkSource(volume: GoStruct, source: string | undefined): void {
  if (source === undefined) return;
  const fields = volume.child(source);
  if (source === 'configMap' && !fields.text('name')) fields.require('name');
  if (source === 'secret' && !fields.text('secretName')) fields.require('secretName');
  if (source === 'emptyDir' && quantityValue(fields.value('sizeLimit') ?? 0) < 0) {
    fields.forbid('sizeLimit', 'SizeLimit field must be a valid resource quantity');
  }
  if (fields.has('defaultMode')) fields.range('defaultMode', 0, MAX_MODE, MODE);
  if (source === 'projected') checkProjected(fields);
  if (source === 'downwardAPI') fields.children('items').forEach((item) => checkDownwardItem(item, fields.path));
}

/** `validateProjectionSources` */
function checkProjected(projected: GoStruct): void {
  const paths = new Set<string>();
  for (const source of projected.children('sources')) {
    const kinds = Object.keys(source.fields);
    if (kinds.length > 1) source.errors.push({ path: source.path, class: 'forbidden', stage: 'validation', message: 'Forbidden: may not specify more than 1 volume type per source' });
    for (const kind of ['secret', 'configMap']) {
      if (source.has(kind) && !source.child(kind).text('name')) source.child(kind).require('name');
    }
    for (const kind of kinds) checkProjectedItems(projected, source.child(kind), kind, paths);
    if (source.has('serviceAccountToken')) checkToken(projected, source.child('serviceAccountToken'));
  }
}

function checkProjectedItems(projected: GoStruct, source: GoStruct, kind: string, paths: Set<string>): void {
  for (const item of source.children('items')) {
    if (kind === 'downwardAPI') checkDownwardItem(item, source.path);
    const path = item.text('path');
    if (path && paths.has(path)) projected.errors.push(invalid(projected.path, source.text('name') || path, 'conflicting duplicate paths'));
    paths.add(path);
  }
}

/** The API server names the path of a token as if it were the volume's. */
function checkToken(projected: GoStruct, token: GoStruct): void {
  const seconds = token.number('expirationSeconds') ?? 3600;
  if (seconds < 600) token.refuse('expirationSeconds', 'may not specify a duration less than 10 minutes');
  if (seconds > 2 ** 32) token.refuse('expirationSeconds', 'may not specify a duration larger than 2^32 seconds');
  if (token.text('path')) checkRelativePath(token.text('path'), projected.at('path'), token);
  else projected.require('path');
}

/** `validateDownwardAPIVolumeFile`: the API server names the source instead of the item. */
function checkDownwardItem(file: GoStruct, path: string): void {
  const say = (field: string, problem: string) => file.errors.push(invalid(`${path}.${field}`, file.value(field) ?? '', problem));
  if (!file.text('path')) file.errors.push({ path: `${path}.path`, class: 'required', stage: 'validation', message: 'Required value' });
  else checkRelativePath(file.text('path'), `${path}.path`, file);
  const mode = file.number('mode');
  if (mode !== undefined && (mode < 0 || mode > MAX_MODE)) say('mode', MODE);
  checkDownwardFile(new GoStruct(file.fields, path, file.errors));
}

/** `validateKeyToPath` */
export const checkKeyToPath: Check = (item) => {
  checkRelativePath(item.text('path'), item.at('path'), item);
  if (item.has('mode')) item.range('mode', 0, MAX_MODE, MODE);
};

/** `ValidateLocalNonReservedPath` */
function checkRelativePath(path: string, at: string, struct: GoStruct): void {
  const say = (problem: string) => struct.errors.push(invalid(at, path, problem));
  if (path.startsWith('/')) say('must be a relative path');
  if (path.split('/').includes('..')) say('must not contain \'..\'');
  if (path.startsWith('..') && !path.startsWith('../')) say('must not start with \'..\'');
}
