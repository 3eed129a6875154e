import { checkAutoscalerSpec, checkObjectReference, checkScalingPolicy, checkScalingRules } from './autoscaler';
import { checkConfigMap, checkNamespace, checkSecret } from './configuration';
import {
  checkContainer, checkContainerPort, checkEnvFrom, checkEnvSource, checkEnvVar, checkExec, checkGrpc, checkHandler, checkHttpGet,
  checkKeySelector, checkProbe, checkTcpSocket,
} from './container';
import { checkDisruptionBudgetSpec } from './disruption-budget';
import { checkEnvVarSource } from './downward-api';
import { checkGates } from './gates';
import { type Check } from './go-struct';
import { checkIngressBackend, checkIngressPath, checkIngressRule, checkIngressSpec } from './ingress';
import { checkCronJob, checkCronJobSpec, checkJob, checkJobSpec } from './job';
import { checkLabelSelector, checkLabelSelectorRequirement, checkNodeSelectorRequirement } from './label-selector';
import { checkMountModes } from './mount-modes';
import { checkIpBlock, checkNetworkPolicyPeer, checkNetworkPolicyPort, checkNetworkPolicySpec } from './network-policy';
import { checkHostAlias, checkMounts, checkPod, checkPodSpec, checkPodTemplate } from './pod';
import { checkClusterRole, checkClusterRoleBinding, checkRole, checkRoleBinding } from './rbac';
import { checkOverhead, checkResources } from './resources';
import { checkResizePolicies, checkRestartRules } from './restart-rules';
import { checkPodAffinityTerm, checkRequiredNodeTerms, checkSpread, checkToleration, checkWeight } from './scheduling';
import { checkPodSecurityContext, checkSeccompProfile, checkSecurityContext } from './security-context';
import { checkServiceSpec } from './service';
import { checkKeyToPath, checkVolumes } from './volume';
import { checkDeploymentSpec, checkDeploymentStrategy, checkReplicaSetSpec } from './workload';
import { dnsLabelProblems, type NameCheck, pathSegmentProblems } from '../names';

/** What is checked of a Go type wherever it stands, besides types, enumerations and required fields. */
export const CHECKS: Record<string, Check[]> = {
  'v1.ClusterRole': [checkClusterRole],
  'v1.ClusterRoleBinding': [checkClusterRoleBinding],
  'v1.ConfigMap': [checkConfigMap],
  'v1.ConfigMapEnvSource': [checkEnvSource],
  'v1.ConfigMapKeySelector': [checkKeySelector],
  'v1.Container': [checkContainer, checkEnvFrom, checkMountModes],
  'v1.ContainerPort': [checkContainerPort],
  'v1.CronJob': [checkCronJob],
  'v1.CronJobSpec': [checkCronJobSpec],
  'v1.DeploymentSpec': [checkDeploymentSpec],
  'v1.DeploymentStrategy': [checkDeploymentStrategy],
  'v1.EnvVar': [checkEnvVar],
  'v1.EnvVarSource': [checkEnvVarSource],
  'v1.ExecAction': [checkExec],
  'v1.GRPCAction': [checkGrpc],
  'v1.HostAlias': [checkHostAlias],
  'v1.HTTPGetAction': [checkHttpGet],
  'v1.HTTPIngressPath': [checkIngressPath],
  'v1.IngressRule': [checkIngressRule],
  'v1.IngressSpec': [checkIngressSpec, (spec) => spec.has('defaultBackend') && checkIngressBackend(spec.child('defaultBackend'))],
  'v1.IPBlock': [checkIpBlock],
  'v1.Job': [checkJob],
  'v1.JobSpec': [checkJobSpec],
  'v1.KeyToPath': [checkKeyToPath],
  'v1.LabelSelector': [checkLabelSelector],
  'v1.LabelSelectorRequirement': [checkLabelSelectorRequirement],
  'v1.LifecycleHandler': [checkHandler],
  'v1.Namespace': [checkNamespace],
  'v1.NetworkPolicyPeer': [checkNetworkPolicyPeer],
  'v1.NetworkPolicyPort': [checkNetworkPolicyPort],
  'v1.NetworkPolicySpec': [checkNetworkPolicySpec],
  'v1.NodeAffinity': [checkRequiredNodeTerms],
  'v1.NodeSelectorRequirement': [checkNodeSelectorRequirement],
  'v1.Pod': [checkPod],
  'v1.PodAffinityTerm': [checkPodAffinityTerm],
  'v1.PodDisruptionBudgetSpec': [checkDisruptionBudgetSpec],
  'v1.PodSecurityContext': [checkPodSecurityContext],
  'v1.PodSpec': [checkPodSpec, checkVolumes, checkSpread, checkGates, checkOverhead, checkResizePolicies, checkRestartRules],
  'v1.PodTemplateSpec': [checkPodTemplate],
  'v1.PreferredSchedulingTerm': [checkWeight],
  'v1.Probe': [checkProbe],
  'v1.ReplicaSetSpec': [checkReplicaSetSpec],
  'v1.ResourceRequirements': [checkResources],
  'v1.Role': [checkRole],
  'v1.RoleBinding': [checkRoleBinding],
  'v1.SeccompProfile': [checkSeccompProfile],
  'v1.Secret': [checkSecret],
  'v1.SecretEnvSource': [checkEnvSource],
  'v1.SecretKeySelector': [checkKeySelector],
  'v1.SecurityContext': [checkSecurityContext],
  'v1.ServiceSpec': [checkServiceSpec],
  'v1.TCPSocketAction': [checkTcpSocket],
  'v1.Toleration': [checkToleration],
  'v1.WeightedPodAffinityTerm': [checkWeight],
  'v2.CrossVersionObjectReference': [checkObjectReference],
  'v2.HorizontalPodAutoscalerSpec': [checkAutoscalerSpec],
  'v2.HPAScalingPolicy': [checkScalingPolicy],
  'v2.HPAScalingRules': [checkScalingRules],
};

/** Checks that ask what others have found below. */
export const LATE_CHECKS: Record<string, Check> = { 'v1.PodSpec': checkMounts };

/** Kinds whose names are no DNS subdomains. */
export const NAME_CHECKS: Record<string, NameCheck> = {
  ClusterRole: pathSegmentProblems,
  ClusterRoleBinding: pathSegmentProblems,
  Namespace: dnsLabelProblems,
  PodDisruptionBudget: pathSegmentProblems,
  Role: pathSegmentProblems,
  RoleBinding: pathSegmentProblems,
  Service: dnsLabelProblems,
};

/** Fields that OpenAPI calls required, and that are judged by what Go has where they are left out. */
export const ZERO_ALLOWED = new Set<string>([
  'v1.ContainerResizePolicy.resourceName',
  'v1.ContainerResizePolicy.restartPolicy',
  'v1.ContainerRestartRule.action',
  'v1.ContainerRestartRuleOnExitCodes.operator',
  'v1.EvictionResponder.name',
  'v1.HostAlias.ip',
  'v1.HTTPIngressPath.pathType',
  'v1.HTTPHeader.name',
  'v1.HTTPHeader.value',
  'v1.IngressServiceBackend.name',
  'v1.LabelSelectorRequirement.key',
  'v1.LabelSelectorRequirement.operator',
  'v1.NodeSelectorRequirement.key',
  'v1.NodeSelectorRequirement.operator',
  'v1.ObjectFieldSelector.fieldPath',
  'v1.PodFailurePolicy.rules',
  'v1.PodFailurePolicyOnExitCodesRequirement.values',
  'v1.PodFailurePolicyOnPodConditionsPattern.type',
  'v1.PodReadinessGate.conditionType',
  'v1.PodSchedulingGate.name',
  'v1.ResourceFieldSelector.resource',
  'v1.RoleRef.kind',
  'v1.ServiceAccountTokenProjection.path',
  'v1.Subject.kind',
  'v1.SuccessPolicy.rules',
  'v1.TopologySpreadConstraint.whenUnsatisfiable',
  'v1.TypedLocalObjectReference.kind',
  'v1.TypedLocalObjectReference.name',
  'v2.HPAScalingPolicy.type',
]);

/** Types that are checked where they are part of something. */
export const JUDGED_ELSEWHERE = new Set(['v1.DownwardAPIVolumeFile', 'v1.EphemeralContainer', 'v1.ObjectMeta', 'v2.MetricIdentifier']);

/** Enumerations whose values are judged by a check, with an error of another class or in another place, or by nobody: their feature gate is off. */
export const OPEN_ENUMS = new Set([
  'v1.ContainerResizePolicy.resourceName',
  'v1.ContainerResizePolicy.restartPolicy',
  'v1.DeploymentStrategy.type',
  'v1.GRPCAction.mode',
  'v1.Lifecycle.stopSignal',
  'v1.NodeSelectorRequirement.operator',
  'v1.ServiceSpec.externalTrafficPolicy',
  'v1.VolumeMount.mountPropagation',
  'v1.VolumeMount.recursiveReadOnly',
]);

/** Enumerations that are pointers in Go: an empty text is no value that is left out. */
export const POINTER_ENUMS = new Set([
  'v1.HTTPIngressPath.pathType',
  'v1.JobSpec.completionMode',
  'v1.JobSpec.podReplacementPolicy',
  'v1.NetworkPolicyPort.protocol',
  'v1.PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy',
  'v1.PodSecurityContext.fsGroupChangePolicy',
  'v1.PodSecurityContext.supplementalGroupsPolicy',
  'v1.PodSpec.preemptionPolicy',
  'v1.SecurityContext.procMount',
  'v1.ServiceSpec.internalTrafficPolicy',
  'v1.ServiceSpec.ipFamilyPolicy',
  'v1.TopologySpreadConstraint.nodeAffinityPolicy',
  'v1.TopologySpreadConstraint.nodeTaintsPolicy',
]);
