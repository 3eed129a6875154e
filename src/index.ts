// The construct.
export { SmartCanary } from './smart-canary';
export type { SmartCanaryProps } from './smart-canary-props';

// The words of a release.
export { type CanaryScaleOptions, type HeaderMatch, type MirrorRouteOptions, type RouteMatch, Step } from './step';
export { StringMatch } from './string-match';
export { type QueryThresholdOptions, type SuccessRateOptions, Threshold } from './threshold';

// The service and its pods.
export { Apex } from './apex';
export { HandOver } from './hand-over';
export { Protocol } from './protocol';
export { Replicas } from './replicas';
export { Routing } from './routing';
export { type ImageWorkloadOptions, type NamedWorkloadOptions, Workload } from './workload';

// How it is measured.
export type { AnalysisOptions } from './analysis';
export { HashLabel } from './hash-label';
export { Prometheus } from './prometheus';

// What is assumed of the service and of the cluster.
export type { Target } from './target';
export type { Traffic } from './traffic';

// What the library has to say about a bundle.
export { type Finding, Severity } from './validation/finding';
