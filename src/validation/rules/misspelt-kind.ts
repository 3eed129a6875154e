import { ARGO } from '../../manifest/kinds';
import { groupOf } from '../../manifest/manifest';
import { Severity } from '../finding';
import { nearestKind } from '../nearest-kind';
import { type Rule } from '../rule';
import { kindViolation, unservedObjects } from '../unserved-objects';

/** Argo CD, Argo Workflows, Argo Events and their operators have their kinds in the same group. */
const OF_OTHERS = [
  'AppProject', 'Application', 'ApplicationSet', 'ArgoCD', 'ArgoCDExport', 'ClusterWorkflowTemplate', 'CronWorkflow', 'EventBus', 'EventSource', 'ImageUpdater',
  'NamespaceManagement', 'NotificationsConfiguration', 'RolloutManager', 'Sensor', 'Workflow', 'WorkflowArtifactGCTask', 'WorkflowEventBinding',
  'WorkflowTaskResult', 'WorkflowTaskSet', 'WorkflowTemplate',
];

export const misspeltKind: Rule = {
  code: 'SC0016',
  name: 'misspelt-kind',
  severity: Severity.WARNING,
  title: 'a kind that is nearly one of Argo Rollouts',
  sources: [
    'https://github.com/argoproj/argo-rollouts/tree/v1.9.1/manifests/crds',
    'https://github.com/argoproj/argo-cd/tree/v3.2.0/manifests/crds',
  ],
  check: (subject) => unservedObjects(subject).filter(({ group, kind }) => group === ARGO && !OF_OTHERS.includes(kind)).flatMap((manifest) => {
    const { apiVersion, kind } = manifest;
    const meant = nearestKind(manifest);
    if (!meant || groupOf(meant.apiVersion) !== ARGO) return [];
    return [kindViolation(manifest, `Argo Rollouts 1.9 has no kind '${kind}' in apiVersion '${apiVersion}', and nothing in the object is checked`, meant)];
  }),
};
