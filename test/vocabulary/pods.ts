import { Duration } from 'cdk8s';
import { AntiAffinity, Apex, HandOver, Protocol, ReplicaProgressThreshold, Replicas, Step, Threshold, Workload } from '../../src';
import { newDeployment } from '../canary';
import { containing, IMAGE, type Row } from './row';

const LABELS = { app: 'shop' };
const CANARY = 'Rollout spec.strategy.canary';
const QUERY = 'AnalysisTemplate spec.metrics[0].provider.prometheus.query';

/** The service, its pods and the strategy of their release. */
export const PODS: Row[] = [
  ['SmartCanaryProps.service', { service: 'cart' }, 'Rollout metadata.name', 'cart'],
  ['SmartCanaryProps.service', { service: 'cart' }, 'VirtualService metadata.name', 'cart'],
  ['SmartCanaryProps.service', { service: 'cart' }, 'DestinationRule spec.host', 'cart.arch.svc.cluster.local'],
  ['SmartCanaryProps.service', { service: 'cart' }, 'Service metadata.name', 'cart-stable'],
  ['SmartCanaryProps.steps', { steps: [Step.weight(5), Step.pause()] }, `${CANARY}.steps`, [{ setWeight: 5 }, { pause: {} }]],
  ['SmartCanaryProps.thresholds', { thresholds: [Threshold.requestVolume({ min: 5 })] }, 'AnalysisTemplate spec.metrics[0].name', 'request-volume'],
  ['SmartCanaryProps.clusterDomain', { clusterDomain: 'example.org' }, 'DestinationRule spec.host', 'shop.arch.svc.example.org'],

  ['SmartCanaryProps.workload', { workload: Workload.named('shop-v1') }, 'Rollout spec.workloadRef.name', 'shop-v1'],
  ['Workload.named', { workload: Workload.named('shop-v1') }, 'Rollout spec.workloadRef.name', 'shop-v1'],
  ['NamedWorkloadOptions.labels', { workload: Workload.named('shop', { labels: LABELS }) }, 'Rollout spec.selector.matchLabels', LABELS],
  ['NamedWorkloadOptions.labels', { workload: Workload.named('shop', { labels: LABELS }) }, 'DestinationRule spec.subsets[0].labels', LABELS],
  ['Workload.deployment', (chart) => ({ workload: Workload.deployment(newDeployment(chart)), protocol: Protocol.HTTP }), 'Rollout spec.replicas', 4],
  ['Workload.deployment', (chart) => ({ workload: Workload.deployment(newDeployment(chart)), protocol: Protocol.HTTP }), 'Rollout spec.selector.matchLabels', LABELS],
  ['Workload.image', IMAGE, 'Deployment spec.template.spec.containers[0].image', 'ghcr.io/acme/shop:1'],
  ['ImageWorkloadOptions.port', IMAGE, 'Deployment spec.template.spec.containers[0].ports[0].containerPort', 8080],
  ['ImageWorkloadOptions.port', IMAGE, 'Service/shop spec.ports[0].port', 8080],

  ['SmartCanaryProps.apex', { ...IMAGE, apex: Apex.EXISTING }, 'Service/shop spec', undefined, IMAGE],
  ['Apex.EXISTING', { ...IMAGE, apex: Apex.EXISTING }, 'Service/shop spec', undefined, IMAGE],
  ['Apex.CREATE', { ...IMAGE, apex: Apex.CREATE }, 'Service/shop spec.selector', { 'app.kubernetes.io/name': 'shop' }],
  ['SmartCanaryProps.handOver', { ...IMAGE, handOver: HandOver.FRESH }, 'Deployment spec.replicas', 0, IMAGE],
  ['HandOver.FRESH', { ...IMAGE, handOver: HandOver.FRESH }, 'Deployment spec.revisionHistoryLimit', 0, IMAGE],
  ['HandOver.PROGRESSIVE', { ...IMAGE, handOver: HandOver.PROGRESSIVE }, 'Rollout spec.workloadRef.scaleDown', 'progressively', { ...IMAGE, handOver: HandOver.FRESH }],
  ['SmartCanaryProps.protocol', { protocol: Protocol.GRPC }, QUERY, containing('request_protocol="grpc"')],
  ['Protocol.GRPC', { protocol: Protocol.GRPC }, QUERY, containing('grpc_response_status=~')],
  ['Protocol.HTTP', { protocol: Protocol.HTTP }, QUERY, containing('request_protocol="http"'), { protocol: Protocol.GRPC }],
  ['SmartCanaryProps.replicas', { replicas: Replicas.fixed(5) }, 'Rollout spec.replicas', 5],
  ['Replicas.fixed', { replicas: Replicas.fixed(5) }, 'Rollout spec.replicas', 5],
  ['Replicas.external', { replicas: Replicas.external() }, 'Rollout spec.replicas', undefined],

  ['SmartCanaryProps.progressDeadline', { progressDeadline: Duration.minutes(5) }, 'Rollout spec.progressDeadlineSeconds', 300],
  ['SmartCanaryProps.revisionHistoryLimit', { revisionHistoryLimit: 3 }, 'Rollout spec.revisionHistoryLimit', 3],
  ['SmartCanaryProps.rollbackWindow', { rollbackWindow: 2 }, 'Rollout spec.rollbackWindow', { revisions: 2 }],
  ['SmartCanaryProps.scaleDownDelay', { scaleDownDelay: Duration.seconds(45) }, `${CANARY}.scaleDownDelaySeconds`, 45],
  ['SmartCanaryProps.abortScaleDownDelay', { abortScaleDownDelay: Duration.minutes(1) }, `${CANARY}.abortScaleDownDelaySeconds`, 60],
  ['SmartCanaryProps.dynamicStableScale', { dynamicStableScale: true }, `${CANARY}.dynamicStableScale`, true],
  ['SmartCanaryProps.minPodsPerReplicaSet', { minPodsPerReplicaSet: 2 }, `${CANARY}.minPodsPerReplicaSet`, 2],
  ['SmartCanaryProps.replicaProgressThreshold', { replicaProgressThreshold: ReplicaProgressThreshold.pods(1) }, `${CANARY}.replicaProgressThreshold.value`, 1],
  ['ReplicaProgressThreshold.percent', { replicaProgressThreshold: ReplicaProgressThreshold.percent(90) }, `${CANARY}.replicaProgressThreshold`, { type: 'Percent', value: 90 }],
  ['ReplicaProgressThreshold.pods', { replicaProgressThreshold: ReplicaProgressThreshold.pods(1) }, `${CANARY}.replicaProgressThreshold`, { type: 'Pods', value: 1 }],
  ['SmartCanaryProps.stableMetadata', { stableMetadata: { labels: { role: 'stable' } } }, `${CANARY}.stableMetadata`, { labels: { role: 'stable' } }],
  ['SmartCanaryProps.canaryMetadata', { canaryMetadata: { labels: { role: 'canary' } } }, `${CANARY}.canaryMetadata`, { labels: { role: 'canary' } }],
  ['PodTemplateMetadata.labels', { canaryMetadata: { labels: { role: 'canary' } } }, `${CANARY}.canaryMetadata.labels.role`, 'canary'],
  ['PodTemplateMetadata.annotations', { canaryMetadata: { annotations: { 'a/b': 'c' } } }, `${CANARY}.canaryMetadata.annotations["a/b"]`, 'c'],
  ['SmartCanaryProps.antiAffinity', { antiAffinity: AntiAffinity.preferred(7) }, `${CANARY}.antiAffinity.preferredDuringSchedulingIgnoredDuringExecution.weight`, 7],
  ['AntiAffinity.preferred', { antiAffinity: AntiAffinity.preferred(7) }, `${CANARY}.antiAffinity`, { preferredDuringSchedulingIgnoredDuringExecution: { weight: 7 } }],
  ['AntiAffinity.required', { antiAffinity: AntiAffinity.required() }, `${CANARY}.antiAffinity`, { requiredDuringSchedulingIgnoredDuringExecution: {} }],
];
