import { invalid } from '../field-error';
import { configKeyProblems, dnsLabelProblems, dnsSubdomainProblems, envNameProblems, headerProblems, maskTrailingDash, portNameProblems } from '../names';
import { type Check, type GoStruct } from './go-struct';
import { checkPort, checkPortOrName } from './port';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go
 */

/** `validateContainerCommon`, `validateContainerPorts` */
export const checkContainer: Check = (container) => {
  if (container.text('name')) container.name('name', dnsLabelProblems);
  if (!container.text('image')) container.require('image');
  if (container.has('restartPolicy')) container.support('restartPolicy', ['Always', 'Never', 'OnFailure']);
  const names = new Set<string>();
  for (const port of container.children('ports')) {
    const name = port.text('name');
    if (!name) continue;
    const problems = portNameProblems(name);
    for (const problem of problems) port.refuse('name', problem);
    if (problems.length === 0 && names.has(name)) port.repeat('name', name);
    names.add(name);
  }
  // Liveness and startup are proven by one success.
  for (const field of ['livenessProbe', 'startupProbe']) {
    const probe = container.child(field);
    if (container.skipped.has(probe.path)) continue;
    if ((probe.number('successThreshold') || 1) !== 1) probe.refuse('successThreshold', 'must be 1');
  }
  const readiness = container.child('readinessProbe');
  if (readiness.has('terminationGracePeriodSeconds') && !container.skipped.has(readiness.path)) {
    readiness.refuse('terminationGracePeriodSeconds', 'must not be set for readinessProbes');
  }
  checkSubPaths(container);
};

export const checkContainerPort: Check = (port) => {
  if ((port.number('containerPort') ?? 0) === 0) port.require('containerPort');
  else checkPort(port, 'containerPort');
  if ((port.number('hostPort') ?? 0) !== 0) checkPort(port, 'hostPort');
};

/** `ValidateEnv` */
export const checkEnvVar: Check = (variable) => {
  if (variable.text('name')) variable.name('name', envNameProblems);
  if (!variable.has('valueFrom')) return;
  const source = variable.child('valueFrom');
  const count = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'].filter((field) => source.has(field)).length;
  const say = (problem: string) => variable.errors.push(invalid(source.path, '', problem));
  if (count === 0) say('must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`');
  else if (variable.text('value')) say('may not be specified when `value` is not empty');
  else if (count > 1) say('may not have more than one field specified at a time');
};

/** `ValidateEnvFrom`: the API server names the list, not the item. */
export function checkEnvFrom(container: GoStruct): void {
  for (const source of container.children('envFrom')) {
    if (source.text('prefix')) source.name('prefix', envNameProblems);
    const count = ['configMapRef', 'secretRef'].filter((field) => source.has(field)).length;
    if (count === 0) container.errors.push(invalid(container.at('envFrom'), '', 'must specify one of: `configMapRef` or `secretRef`'));
    if (count > 1) container.errors.push(invalid(container.at('envFrom'), '', 'may not have more than one field specified at a time'));
  }
}

/** `validateConfigMapEnvSource`, `validateSecretEnvSource` */
export const checkEnvSource: Check = (source) => {
  if (source.text('name')) source.name('name', (name) => dnsSubdomainProblems(maskTrailingDash(name)));
  else source.require('name');
};

/** `validateConfigMapKeySelector`, `validateSecretKeySelector` */
export const checkKeySelector: Check = (selector) => {
  selector.name('name', dnsSubdomainProblems);
  if (selector.text('key')) selector.name('key', configKeyProblems);
};

/** `validateHTTPGetAction`: the API server names the list of headers, not the header. */
export const checkHttpGet: Check = (action) => {
  checkPortOrName(action, 'port');
  for (const header of action.children('httpHeaders')) {
    for (const problem of headerProblems(header.text('name'))) action.errors.push(invalid(action.at('httpHeaders'), header.text('name'), problem));
  }
};

export const checkTcpSocket: Check = (action) => checkPortOrName(action, 'port');

export const checkGrpc: Check = (action) => checkPort(action, 'port');

export const checkExec: Check = (action) => {
  if (action.values('command').length === 0) action.require('command');
};

/** `validateProbe`, `validateHandler` */
export const checkProbe: Check = (probe) => {
  checkHandler(probe);
  probe.nonNegative('initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold');
  if (probe.has('terminationGracePeriodSeconds') && probe.number('terminationGracePeriodSeconds')! <= 0) {
    probe.refuse('terminationGracePeriodSeconds', 'must be greater than 0');
  }
};

export const checkHandler: Check = (handler) => {
  const [first, ...others] = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'].filter((field) => handler.has(field));
  if (first === undefined) handler.errors.push({ path: handler.path, class: 'required', stage: 'validation', message: 'Required value: must specify a handler type' });
  for (const field of others) handler.forbid(field, 'may not specify more than 1 handler type');
  handler.skip(...others);
};

/** `validateLocalDescendingPath`: the API server names a field of the list, without an index. */
function checkSubPaths(container: GoStruct): void {
  for (const mount of container.children('volumeMounts')) {
    for (const field of ['subPath', 'subPathExpr']) {
      const path = mount.text(field);
      const say = (problem: string) => container.errors.push(invalid(`${container.at('volumeMounts')}.${field}`, path, problem));
      if (path.startsWith('/')) say('must be a relative path');
      if (path.split('/').includes('..')) say('must not contain \'..\'');
    }
    if (mount.text('subPath') && mount.text('subPathExpr')) mount.refuse('subPathExpr', 'subPathExpr and subPath are mutually exclusive');
  }
}
