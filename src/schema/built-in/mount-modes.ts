import { forbidden, notSupported } from '../field-error';
import { type GoStruct } from './go-struct';

/**
 * `validateMountPropagation`, `validateMountRecursiveReadOnly`: the API server names a field of the list, without an index.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go
 */
export function checkMountModes(container: GoStruct): void {
  for (const mount of container.children('volumeMounts')) {
    checkPropagation(mount, container);
    checkRecursion(mount, container);
  }
}

function checkPropagation(mount: GoStruct, container: GoStruct): void {
  if (!mount.has('mountPropagation')) return;
  const path = `${container.at('volumeMounts')}.mountPropagation`;
  const mode = mount.text('mountPropagation');
  const allowed = ['Bidirectional', 'HostToContainer', 'None'];
  if (!allowed.includes(mode)) mount.errors.push(notSupported(path, mode, allowed));
  if (mode === 'Bidirectional' && container.child('securityContext').value('privileged') !== true) {
    mount.errors.push(forbidden(path, 'Bidirectional mount propagation is available only to privileged containers'));
  }
}

function checkRecursion(mount: GoStruct, container: GoStruct): void {
  if (!mount.has('recursiveReadOnly')) return;
  const path = `${container.at('volumeMounts')}.recursiveReadOnly`;
  const mode = mount.text('recursiveReadOnly');
  const allowed = ['Disabled', 'Enabled', 'IfPossible'];
  if (!allowed.includes(mode)) mount.errors.push(notSupported(path, mode, allowed));
  if (!allowed.slice(1).includes(mode)) return;
  if (mount.value('readOnly') !== true) mount.errors.push(forbidden(path, 'may only be specified when readOnly is true'));
  if (mount.has('mountPropagation') && mount.text('mountPropagation') !== 'None') {
    mount.errors.push(forbidden(path, 'may only be specified when mountPropagation is None or not specified'));
  }
}
