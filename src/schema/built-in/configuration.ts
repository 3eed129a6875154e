import { byteLength } from '../byte-length';
import { invalid, required, tooLong } from '../field-error';
import { configKeyProblems, labelKeyProblems, labelValueProblems } from '../names';
import { type Check, type GoStruct } from './go-struct';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go
 */

const MAX_BYTES = 1024 * 1024;

/** What a Secret of a type has to hold. */
const SECRET_KEYS: Record<string, string[]> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

/** `ValidateConfigMap` */
export const checkConfigMap: Check = (configMap) => {
  const keys = ['data', 'binaryData'].flatMap((field) => checkKeys(configMap, field));
  for (const [key] of configMap.map('data')) {
    if (keys.filter((one) => one === key).length > 1) configMap.refuseItem('data', key, key, 'duplicate of key present in binaryData');
  }
  if (plainSize(configMap, 'data') + base64Size(configMap, 'binaryData') > MAX_BYTES) configMap.errors.push(tooLong('', MAX_BYTES));
};

/** The API server labels a namespace with its name. */
export const checkNamespace: Check = (namespace) => {
  const metadata = namespace.child('metadata');
  for (const problem of labelValueProblems(metadata.text('name'))) metadata.errors.push(invalid(metadata.at('labels'), metadata.text('name'), problem));
  checkFinalizers(namespace.child('spec'));
};

/** `validateFinalizerName`: the API server names the list. */
function checkFinalizers(spec: GoStruct): void {
  for (const finalizer of spec.values('finalizers') as string[]) {
    const problems = labelKeyProblems(finalizer);
    if (problems.length === 0 && !finalizer.includes('/') && finalizer !== 'kubernetes') problems.push('name is neither a standard finalizer name nor is it fully qualified');
    for (const problem of problems) spec.errors.push(invalid(spec.at('finalizers'), finalizer, problem));
  }
}

/** `ValidateSecret`: what is written in plain is merged before it is looked at. */
export const checkSecret: Check = (secret) => {
  const keys = new Set([...checkKeys(secret, 'data'), ...checkKeys(secret, 'stringData', 'data')]);
  if (base64Size(secret, 'data') + plainSize(secret, 'stringData') > MAX_BYTES) secret.errors.push(tooLong('data', MAX_BYTES));
  const type = secret.text('type');
  const missing = (SECRET_KEYS[type] ?? []).filter((key) => !keys.has(key));
  for (const key of missing) secret.errors.push(required(`data[${key}]`));
  if (type === 'kubernetes.io/basic-auth' && !keys.has('username') && !keys.has('password')) {
    for (const key of ['username', 'password']) secret.errors.push(required(`data[${key}]`));
  }
  if (type === 'kubernetes.io/service-account-token' && !serviceAccountOf(secret)) {
    secret.errors.push(required('metadata.annotations[kubernetes.io/service-account.name]'));
  }
};

function checkKeys(struct: GoStruct, field: string, shown = field): string[] {
  return struct.map(field).map(([key]) => {
    for (const problem of configKeyProblems(key)) struct.refuseItem(shown, key, key, problem);
    return key;
  });
}

function plainSize(struct: GoStruct, field: string): number {
  return struct.map(field).reduce((sum, [, value]) => sum + byteLength(value as string), 0);
}

/** Of four characters of base64 come three bytes, less one for each that fills up. */
function base64Size(struct: GoStruct, field: string): number {
  return struct.map(field).reduce((sum, [, value]) => {
    const digits = (value as string).replace(/[\r\n=]/g, '').length;
    return sum + Math.floor(digits * 3 / 4);
  }, 0);
}

function serviceAccountOf(secret: GoStruct): unknown {
  return secret.child('metadata').child('annotations').value('kubernetes.io/service-account.name');
}
