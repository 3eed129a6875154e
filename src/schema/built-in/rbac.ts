import { notSupported } from '../field-error';
import { dnsSubdomainProblems, pathSegmentProblems } from '../names';
import { type Check, type GoStruct } from './go-struct';
import { isUsableSelector } from './label-selector';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/rbac/validation/validation.go
 */

const GROUP = 'rbac.authorization.k8s.io';

/** `ValidatePolicyRule` */
export const checkRole: Check = (role) => role.children('rules').forEach((rule) => checkPolicyRule(rule, true));

export const checkClusterRole: Check = (role) => {
  role.children('rules').forEach((rule) => checkPolicyRule(rule, false));
  const aggregation = role.child('aggregationRule');
  if (role.has('aggregationRule') && aggregation.values('clusterRoleSelectors').length === 0) {
    aggregation.require('clusterRoleSelectors', 'at least one clusterRoleSelector required if aggregationRule is non-nil');
  }
  for (const [index, selector] of aggregation.children('clusterRoleSelectors').entries()) {
    if (!isUsableSelector(selector)) aggregation.refuseItem('clusterRoleSelectors', index, selector.fields, 'invalid label selector.');
  }
};

export const checkRoleBinding: Check = (binding) => checkBinding(binding, ['Role', 'ClusterRole'], true);

export const checkClusterRoleBinding: Check = (binding) => checkBinding(binding, ['ClusterRole'], false);

function checkPolicyRule(rule: GoStruct, namespaced: boolean): void {
  const [groups, resources, names] = ['apiGroups', 'resources', 'resourceNames'].map((field) => rule.values(field).length);
  if (rule.values('nonResourceURLs').length) {
    if (namespaced) rule.refuse('nonResourceURLs', 'namespaced rules cannot apply to non-resource URLs');
    if (groups || resources || names) rule.refuse('nonResourceURLs', 'rules cannot apply to both regular resources and non-resource URLs');
    return;
  }
  if (!groups) rule.require('apiGroups', 'resource rules must supply at least one api group');
  if (!resources) rule.require('resources', 'resource rules must supply at least one resource');
}

/** `ValidateRoleBinding`, `ValidateClusterRoleBinding` */
function checkBinding(binding: GoStruct, kinds: string[], namespaced: boolean): void {
  const role = binding.child('roleRef');
  // Left out it is the only one that there is.
  if (role.text('apiGroup')) role.support('apiGroup', [GROUP]);
  role.support('kind', kinds);
  if (role.text('name')) role.name('name', pathSegmentProblems);
  for (const subject of binding.children('subjects')) checkSubject(subject, namespaced);
}

/** `ValidateRoleBindingSubject` */
function checkSubject(subject: GoStruct, namespaced: boolean): void {
  switch (subject.text('kind')) {
    case 'ServiceAccount':
      if (subject.text('name')) subject.name('name', dnsSubdomainProblems);
      if (subject.text('apiGroup')) subject.errors.push(notSupported(subject.at('apiGroup'), subject.text('apiGroup'), ['']));
      if (!namespaced && !subject.text('namespace')) subject.require('namespace');
      break;
    case 'User':
    case 'Group':
      if (subject.text('apiGroup')) subject.support('apiGroup', [GROUP]);
      break;
    default:
      subject.support('kind', ['ServiceAccount', 'User', 'Group']);
  }
}
