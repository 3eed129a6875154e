// The app.
export { App } from './app';

// The construct.
export { SmartCanary } from './smart-canary';
export type { SmartCanaryProps } from './smart-canary-props';

// The words of a release.
export { ExperimentTemplate, type ExperimentTemplateOptions } from './experiment-template';
export { type CanaryScaleOptions, type HeaderMatch, type MirrorRouteOptions, type RouteMatch, Step } from './step';
export type { StepAnalysisOptions } from './step-analysis';
export type { ExperimentAnalysis, StepExperimentOptions } from './step-experiment';
export { StringMatch } from './string-match';
export type { AbortRatioOptions } from './abort-ratio';
export type { ErrorsAgainstStableOptions } from './errors-against-stable';
export type { LatencyOptions } from './latency';
export type { LifetimeOptions } from './lifetime-options';
export type { QueryThresholdOptions } from './own-query';
export type { RequestVolumeOptions } from './request-volume';
export type { RestartsOptions, ThrottlingOptions } from './saturation';
export type { SuccessRateOptions } from './success-rate';
export { Threshold } from './threshold';

// The service and its pods.
export { AntiAffinity } from './anti-affinity';
export { Apex } from './apex';
export { HandOver } from './hand-over';
export type { PodTemplateMetadata } from './pod-template-metadata';
export { Protocol } from './protocol';
export { ReplicaProgressThreshold } from './replica-progress-threshold';
export { Replicas } from './replicas';
export { type ExistingVirtualService, type HostRoutingOptions, Routing, type SubsetRoutingOptions } from './routing';
export { type ImageWorkloadOptions, type NamedWorkloadOptions, Workload } from './workload';

// Its callers.
export type { ConnectionPoolOptions } from './connection-pool';
export type { TcpRoute, TlsRoute } from './connection-routes';
export { H2UpgradePolicy } from './h2-upgrade-policy';
export type { ServicePort } from './host-ports';
export { LoadBalancer } from './load-balancer';
export type { OutlierDetectionOptions } from './outlier-detection';
export type { RetryOptions } from './retries';
export type { TcpKeepaliveOptions } from './tcp-keepalive';
export type { TrafficPolicy } from './traffic-policy';
export { type MutualTlsOptions, type SimpleTlsOptions, TrafficTls } from './traffic-tls';

// How it is measured.
export type { AnalysisOptions } from './analysis';
export { AnalysisArg } from './analysis-arg';
export { HashLabel } from './hash-label';
export type { MeasurementOptions } from './measurement-options';
export { PodTemplateHash } from './pod-template-hash';
export { Prometheus } from './prometheus';
export type { PrometheusOAuth2, PrometheusOptions } from './prometheus-options';
export { SecretKey } from './secret-key';
export { SharedAnalysis, type SharedAnalysisProps } from './shared-analysis';

// What is assumed of the service and of the cluster.
export type { Target } from './target';
export type { Traffic } from './traffic';

// What the library has to say about a bundle.
export type { Acceptance } from './validation/acceptance';
export { type AcceptedFinding, type Finding, Severity } from './validation/finding';

// The plugin for `validations` in cdk8s.yaml; the program that loads it is written in JavaScript.
export { SmartCanaryValidation } from './validation/plugin';

// What controllers write into a bundle.
export type { ControllerField } from './gitops/controller-fields';
