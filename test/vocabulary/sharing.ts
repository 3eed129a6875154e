import { type Chart, Duration } from 'cdk8s';
import { containing, type Row, type Said } from './row';
import {
  AnalysisArg, HashLabel, PodTemplateHash, Prometheus, Protocol, SecretKey, SharedAnalysis, type SharedAnalysisProps,
  type SmartCanaryProps, Threshold,
} from '../../src';

const SPEC = 'ClusterAnalysisTemplate spec';
const METRIC = `${SPEC}.metrics[0]`;
const QUERY = `${METRIC}.provider.prometheus.query`;
const ROLLOUT = 'Rollout spec.strategy.canary.analysis';
const SECRET = { name: 'queue', key: 'token' };

const RATE: SharedAnalysisProps = {
  name: 'requests', protocol: Protocol.HTTP, thresholds: [Threshold.successRate(0.9)], prometheus: Prometheus.at('http://prometheus:9090'),
};

/** A shared analysis that is there, whether the canary uses it or not. */
function shared(props: Partial<SharedAnalysisProps> = {}): Said {
  return (chart) => {
    new SharedAnalysis(chart, 'shared', { ...RATE, ...props });
    return {};
  };
}

/** A canary that is measured by a shared analysis alone. */
function sharing(props: Partial<SharedAnalysisProps>, args?: { [name: string]: AnalysisArg }): (chart: Chart) => Partial<SmartCanaryProps> {
  return (chart) => ({ thresholds: [], protocol: Protocol.HTTP, analysis: { templates: [new SharedAnalysis(chart, 'shared', { ...RATE, ...props })], args } });
}

function asking(arg: AnalysisArg): Partial<SharedAnalysisProps> {
  return { thresholds: [Threshold.query('queue', { query: 'max(queue{of="{{args.of}}"})', max: 1, args: { of: arg } })] };
}

function asked(arg: AnalysisArg): Partial<SmartCanaryProps> {
  return { thresholds: [Threshold.query('queue', { query: 'max(queue{of="{{args.of}}"})', max: 1, args: { of: arg } })] };
}

/** What many canaries have in common, and what they tell it. */
export const SHARING: Row[] = [
  ['AnalysisArg.value', asked(AnalysisArg.value('mail')), `${ROLLOUT}.args`, [{ name: 'of', value: 'mail' }]],
  ['AnalysisArg.value', shared(asking(AnalysisArg.value('mail'))), `${SPEC}.args`, [{ name: 'of', value: 'mail' }]],
  ['AnalysisArg.fieldRef', asked(AnalysisArg.fieldRef('metadata.name')), `${ROLLOUT}.args`, [{ name: 'of', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }]],
  ['AnalysisArg.fieldRef', sharing(asking(AnalysisArg.fieldRef('metadata.name'))), `${ROLLOUT}.args`, [{ name: 'of', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }]],
  ['AnalysisArg.podTemplateHash', asked(AnalysisArg.podTemplateHash(PodTemplateHash.STABLE)), `${ROLLOUT}.args`, [{ name: 'of', valueFrom: { podTemplateHashValue: 'Stable' } }]],
  ['PodTemplateHash.STABLE', asked(AnalysisArg.podTemplateHash(PodTemplateHash.STABLE)), `${ROLLOUT}.args[0].valueFrom.podTemplateHashValue`, 'Stable'],
  ['PodTemplateHash.LATEST', asked(AnalysisArg.podTemplateHash(PodTemplateHash.LATEST)), `${ROLLOUT}.args[0].valueFrom.podTemplateHashValue`, 'Latest',
    asked(AnalysisArg.podTemplateHash(PodTemplateHash.STABLE))],
  ['AnalysisArg.secret', asked(AnalysisArg.secret(SecretKey.of('queue', 'token'))), 'AnalysisTemplate spec.args', [{ name: 'of', valueFrom: { secretKeyRef: SECRET } }]],
  ['AnalysisArg.secret', shared(asking(AnalysisArg.secret(SecretKey.of('queue', 'token')))), `${SPEC}.args`, [{ name: 'of', valueFrom: { secretKeyRef: SECRET } }]],
  ['AnalysisArg.required', shared(asking(AnalysisArg.required())), `${SPEC}.args`, [{ name: 'of' }], shared(asking(AnalysisArg.value('mail')))],
  ['AnalysisOptions.args', sharing(asking(AnalysisArg.required()), { of: AnalysisArg.value('mail') }), `${ROLLOUT}.args`, [{ name: 'of', value: 'mail' }]],
  ['AnalysisOptions.templates', sharing({}), `${ROLLOUT}.templates`, [{ templateName: 'requests', clusterScope: true }]],

  ['SharedAnalysisProps.name', shared({ name: 'all-requests' }), 'ClusterAnalysisTemplate metadata.name', 'all-requests'],
  ['SharedAnalysisProps.protocol', shared({ protocol: Protocol.GRPC }), QUERY, containing('request_protocol="grpc"'), shared()],
  ['SharedAnalysisProps.thresholds', shared(), `${METRIC}.name`, 'success-rate'],
  ['SharedAnalysisProps.prometheus', shared(), `${METRIC}.provider.prometheus.address`, 'http://prometheus:9090'],
  ['SharedAnalysisProps.hashLabel', shared({ hashLabel: HashLabel.scraped('pod_hash') }), QUERY, containing('pod_hash="{{args.canary-hash}}"'), shared()],
  ['SharedAnalysisProps.timeouts', shared({ timeouts: true }), QUERY, expect.not.stringContaining('response_code!="0"'), shared()],
  ['SharedAnalysisProps.target', shared({ target: { scrapeInterval: Duration.seconds(30) } }), QUERY, containing('[2m]'), shared()],
  ['SharedAnalysisProps.traffic', shared({ traffic: { podStartup: Duration.seconds(45) } }), `${METRIC}.initialDelay`, '2m', shared()],
  ['SharedAnalysisProps.dryRun', shared({ dryRun: ['success-rate'] }), `${SPEC}.dryRun`, [{ metricName: '^success-rate$' }]],
  ['SharedAnalysisProps.measurementRetention', shared({ measurementRetention: 50 }), `${SPEC}.measurementRetention`, [{ metricName: '^success-rate$', limit: 50 }]],
];
