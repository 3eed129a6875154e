import { type Check, type GoStruct } from './go-struct';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go
 */

const MAX_ID = 2 ** 31 - 1;

/** `validatePodSpecSecurityContext` */
export const checkPodSecurityContext: Check = (context) => {
  checkIds(context, ['runAsUser', 'runAsGroup', 'fsGroup']);
  if (context.has('seLinuxChangePolicy')) context.support('seLinuxChangePolicy', ['MountOption', 'Recursive']);
  for (const [index, group] of context.values('supplementalGroups').entries()) {
    if ((group as number) < 0 || (group as number) > MAX_ID) context.refuseItem('supplementalGroups', index, group, `must be between 0 and ${MAX_ID}, inclusive`);
  }
};

/** `ValidateSecurityContext` */
export const checkSecurityContext: Check = (context) => {
  checkIds(context, ['runAsUser', 'runAsGroup']);
  if (context.value('privileged') === true && context.value('allowPrivilegeEscalation') === false) {
    context.refuseWhole('cannot set `allowPrivilegeEscalation` to false and `privileged` to true');
  }
  const added = context.child('capabilities').values('add');
  if (context.value('allowPrivilegeEscalation') === false && added.includes('CAP_SYS_ADMIN')) {
    context.refuseWhole('cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN');
  }
};

/** `validateSeccompProfileField` */
export const checkSeccompProfile: Check = (profile) => {
  const local = profile.text('type') === 'Localhost';
  if (local && !profile.has('localhostProfile')) profile.require('localhostProfile', 'must be set when seccomp type is Localhost');
  if (!local && profile.has('localhostProfile')) profile.refuse('localhostProfile', 'can only be set when seccomp type is Localhost');
};

function checkIds(context: GoStruct, fields: string[]): void {
  for (const field of fields) context.range(field, 0, MAX_ID);
}
