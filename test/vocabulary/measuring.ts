import { Duration } from 'cdk8s';
import { containing, type Row } from './row';
import {
  AnalysisArg, type AnalysisOptions, type ErrorsAgainstStableOptions, HashLabel, type LatencyOptions, Prometheus,
  type PrometheusOAuth2, type PrometheusOptions,
  type QueryThresholdOptions, SecretKey, type SmartCanaryProps, Threshold,
} from '../../src';

const SPEC = 'AnalysisTemplate spec';
const METRIC = `${SPEC}.metrics[0]`;
const PROVIDER = `${METRIC}.provider.prometheus`;
const TAG = 'Telemetry spec.metrics[0].overrides[0].tagOverrides.rollout_hash.value';
const ROLLOUT = 'Rollout spec.strategy.canary.analysis';

const SECRET = SecretKey.of('prometheus', 'token');
const OAUTH2 = { tokenUrl: 'https://login', clientId: 'shop', clientSecret: SECRET };

function measured(...thresholds: Threshold[]): Partial<SmartCanaryProps> {
  return { thresholds };
}

function queried(options: Partial<QueryThresholdOptions>): Partial<SmartCanaryProps> {
  const bounded = options.max !== undefined || options.successCondition !== undefined;
  return measured(Threshold.query('queue', { query: 'max(queue)', ...bounded ? {} : { min: 1 }, ...options }));
}

function timed(options: Partial<LatencyOptions> = {}): Partial<SmartCanaryProps> {
  return measured(Threshold.latency({ percentile: 99, max: Duration.millis(500), ...options }));
}

function compared(options: ErrorsAgainstStableOptions): Partial<SmartCanaryProps> {
  return measured(Threshold.errorsAgainstStable({ maxRatio: 2, ...options }));
}

function analysed(analysis: AnalysisOptions): Partial<SmartCanaryProps> {
  return { analysis };
}

function asked(options?: PrometheusOptions): Partial<SmartCanaryProps> {
  return analysed({ prometheus: Prometheus.at('https://prometheus', options) });
}

function askedAs(oauth2: Partial<PrometheusOAuth2>): Partial<SmartCanaryProps> {
  return asked({ oauth2: { ...OAUTH2, ...oauth2 } });
}

function secretArg(name: string): unknown {
  return expect.arrayContaining([{ name, valueFrom: { secretKeyRef: { name: 'prometheus', key: 'token' } } }]);
}

const NO_QUERY_OF_OURS = queried({});

/** What is measured, by what, and when. */
export const MEASURING: Row[] = [
  ['Threshold.successRate', measured(Threshold.successRate(0.9)), `${METRIC}.successCondition`, 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.9'],
  ['SuccessRateOptions.name', measured(Threshold.successRate(0.9, { name: 'good' })), `${METRIC}.name`, 'good'],
  ['Threshold.latency', timed(), `${METRIC}.name`, 'latency-p99'],
  ['LatencyOptions.percentile', timed({ percentile: 95 }), `${PROVIDER}.query`, containing('histogram_quantile(0.95, ')],
  ['LatencyOptions.max', timed({ max: Duration.millis(250) }), `${METRIC}.successCondition`, 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 250'],
  ['LatencyOptions.name', timed({ name: 'slow' }), `${METRIC}.name`, 'slow'],
  ['Threshold.requestVolume', measured(Threshold.requestVolume({ min: 5 })), `${METRIC}.name`, 'request-volume'],
  ['RequestVolumeOptions.min', measured(Threshold.requestVolume({ min: 5 })), `${METRIC}.successCondition`, 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 5'],
  ['RequestVolumeOptions.name', measured(Threshold.requestVolume({ min: 5, name: 'calls' })), `${METRIC}.name`, 'calls'],
  ['LifetimeOptions.sinceBirth', measured(Threshold.successRate(0.95, { sinceBirth: true })), `${METRIC}.initialDelay`, '35s'],
  ['Threshold.abortRatio', measured(Threshold.abortRatio({ max: 0.1 })), `${METRIC}.name`, 'abort-ratio'],
  ['AbortRatioOptions.max', measured(Threshold.abortRatio({ max: 0.1 })), `${METRIC}.successCondition`, 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 0.1'],
  ['AbortRatioOptions.name', measured(Threshold.abortRatio({ max: 0.1, name: 'hung' })), `${METRIC}.name`, 'hung'],
  ['Threshold.errorsAgainstStable', compared({}), `${METRIC}.name`, 'errors-against-stable'],
  ['ErrorsAgainstStableOptions.maxRatio', compared({}), `${PROVIDER}.query`, containing('* 2\n')],
  ['ErrorsAgainstStableOptions.maxDifference', compared({ maxRatio: undefined, maxDifference: 0.02 }), `${PROVIDER}.query`, containing('+ 0.02\n')],
  ['ErrorsAgainstStableOptions.deviations', compared({ deviations: 4 }), `${METRIC}.successCondition`, 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 4'],
  ['ErrorsAgainstStableOptions.baseline', compared({ baseline: Duration.minutes(30) }), `${PROVIDER}.query`, containing('[30m]')],
  ['ErrorsAgainstStableOptions.name', compared({ name: 'worse' }), `${METRIC}.name`, 'worse'],
  ['Threshold.throttling', measured(Threshold.throttling({ max: 0.2 })), `${METRIC}.name`, 'throttling'],
  ['ThrottlingOptions.max', measured(Threshold.throttling({ max: 0.2 })), `${METRIC}.successCondition`, 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 0.2'],
  ['ThrottlingOptions.name', measured(Threshold.throttling({ max: 0.2, name: 'cpu' })), `${METRIC}.name`, 'cpu'],
  ['Threshold.restarts', measured(Threshold.restarts()), `${METRIC}.name`, 'restarts'],
  ['RestartsOptions.max', measured(Threshold.restarts({ max: 1 })), `${METRIC}.successCondition`, 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 1'],
  ['RestartsOptions.name', measured(Threshold.restarts({ name: 'crashes' })), `${METRIC}.name`, 'crashes'],
  ['Threshold.query', queried({}), `${METRIC}.name`, 'queue'],
  ['QueryThresholdOptions.query', queried({ query: 'max(queue)' }), `${PROVIDER}.query`, 'max(queue)'],
  ['QueryThresholdOptions.min', queried({ min: 2 }), `${METRIC}.successCondition`, 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 2'],
  ['QueryThresholdOptions.max', queried({ max: 3 }), `${METRIC}.successCondition`, 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 3'],
  ['QueryThresholdOptions.successCondition', queried({ query: 'max(queue) or vector(0)', successCondition: 'result[0] < 4' }), `${METRIC}.successCondition`, 'result[0] < 4'],
  ['QueryThresholdOptions.args', queried({ query: 'max(queue{a="{{args.a}}"})', args: { a: AnalysisArg.value('1') } }), `${SPEC}.args`, [{ name: 'a' }]],
  ['QueryThresholdOptions.args', queried({ query: 'max(queue{a="{{args.a}}"})', args: { a: AnalysisArg.value('1') } }), `${ROLLOUT}.args`, [{ name: 'a', value: '1' }]],

  ['SmartCanaryProps.hashLabel', { hashLabel: HashLabel.scraped('pod_hash') }, `${PROVIDER}.query`, containing('pod_hash="{{args.canary-hash}}"')],
  ['HashLabel.scraped', { hashLabel: HashLabel.scraped('pod_hash') }, 'Telemetry spec', undefined],
  ['HashLabel.telemetry', { hashLabel: HashLabel.telemetry() }, TAG, 'xds.node.metadata[\'LABELS\'][\'rollouts-pod-template-hash\']', { hashLabel: HashLabel.scraped('pod_hash') }],
  ['HashLabel.none', { ...NO_QUERY_OF_OURS, hashLabel: HashLabel.none() }, 'Telemetry spec', undefined, NO_QUERY_OF_OURS],

  ['SmartCanaryProps.analysis', analysed({ failureLimit: 1 }), `${METRIC}.failureLimit`, 1],
  ['AnalysisOptions.clusterScope', analysed({ clusterScope: true }), 'ClusterAnalysisTemplate metadata.name', 'arch-shop'],
  ['AnalysisOptions.clusterScope', analysed({ clusterScope: true }), `${ROLLOUT}.templates`, [{ templateName: 'arch-shop', clusterScope: true }]],
  ['AnalysisOptions.startingStep', analysed({ startingStep: 3 }), `${ROLLOUT}.startingStep`, 3],
  ['MeasurementOptions.initialDelay', analysed({ initialDelay: Duration.seconds(30) }), `${METRIC}.initialDelay`, '30s'],
  ['MeasurementOptions.interval', analysed({ interval: Duration.seconds(20) }), `${METRIC}.interval`, '20s'],
  ['MeasurementOptions.failureLimit', analysed({ failureLimit: 1 }), `${METRIC}.failureLimit`, 1],
  ['MeasurementOptions.consecutiveErrorLimit', analysed({ consecutiveErrorLimit: 2 }), `${METRIC}.consecutiveErrorLimit`, 2],
  ['AnalysisOptions.dryRun', analysed({ dryRun: ['success-rate'] }), `${SPEC}.dryRun`, [{ metricName: '^success-rate$' }]],
  ['AnalysisOptions.measurementRetention', analysed({ measurementRetention: 50 }), `${SPEC}.measurementRetention[0].limit`, 50],

  ['AnalysisOptions.prometheus', asked(), `${PROVIDER}.address`, 'https://prometheus'],
  ['Prometheus.at', asked(), `${PROVIDER}.address`, 'https://prometheus'],
  ['PrometheusOptions.headers', asked({ headers: { tenant: 'shop' } }), `${PROVIDER}.headers`, [{ key: 'tenant', value: 'shop' }]],
  ['PrometheusOptions.bearerToken', asked({ bearerToken: SECRET }), `${PROVIDER}.headers[0].value`, 'Bearer {{args.prometheus-bearer-token}}'],
  ['PrometheusOptions.basicAuth', asked({ basicAuth: SECRET }), `${PROVIDER}.headers[0].value`, 'Basic {{args.prometheus-basic-auth}}'],
  ['SecretKey.of', asked({ bearerToken: SECRET }), `${SPEC}.args`, secretArg('prometheus-bearer-token')],
  ['PrometheusOptions.oauth2', askedAs({}), `${PROVIDER}.authentication.oauth2.clientId`, 'shop'],
  ['PrometheusOAuth2.tokenUrl', askedAs({ tokenUrl: 'https://sso' }), `${PROVIDER}.authentication.oauth2.tokenUrl`, 'https://sso'],
  ['PrometheusOAuth2.clientId', askedAs({ clientId: 'cart' }), `${PROVIDER}.authentication.oauth2.clientId`, 'cart'],
  ['PrometheusOAuth2.clientSecret', askedAs({}), `${SPEC}.args`, secretArg('prometheus-client-secret')],
  ['PrometheusOAuth2.scopes', askedAs({ scopes: ['read'] }), `${PROVIDER}.authentication.oauth2.scopes`, ['read']],
  ['PrometheusOptions.insecure', asked({ insecure: true }), `${PROVIDER}.insecure`, true],
  ['PrometheusOptions.timeout', asked({ timeout: Duration.seconds(20) }), `${PROVIDER}.timeout`, 20],

  ['SmartCanaryProps.traffic', { traffic: { podStartup: Duration.seconds(60) } }, `${METRIC}.initialDelay`, '2m15s'],
  ['Traffic.podStartup', { traffic: { podStartup: Duration.seconds(60) } }, `${METRIC}.initialDelay`, '2m15s'],
  ['SmartCanaryProps.target', { target: { scrapeInterval: Duration.seconds(30) } }, `${PROVIDER}.query`, containing('[2m]')],
  ['Target.scrapeInterval', { target: { scrapeInterval: Duration.seconds(30) } }, `${PROVIDER}.query`, containing('[2m]')],
  ['Target.istio', { target: { istio: '1.23' } }, TAG, 'node.metadata[\'LABELS\'][\'rollouts-pod-template-hash\']'],
];
