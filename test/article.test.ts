import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** Every field of the article's bundle, and nothing that it does not have. */
const LABELS = { 'app.kubernetes.io/name': 'rpc-server' };

const ARTICLE = [
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: 'rpc-server' },
    spec: {
      host: 'rpc-server.arch.svc.cluster.local',
      subsets: [{ name: 'canary', labels: LABELS }, { name: 'stable', labels: LABELS }],
    },
  },
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'rpc-server' },
    spec: {
      hosts: ['rpc-server'],
      http: [{
        name: 'primary',
        route: [
          { destination: { host: 'rpc-server', subset: 'stable' }, weight: 100 },
          { destination: { host: 'rpc-server', subset: 'canary' }, weight: 0 },
        ],
      }],
    },
  },
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ClusterAnalysisTemplate',
    metadata: { name: 'success-rate' },
    spec: {
      args: [
        { name: 'service_name' },
        { name: 'prometheus_address', value: 'http://prometheus-server.observability.svc.cluster.local' },
        { name: 'success_rate_threshold', value: '0.95' },
      ],
      metrics: [{
        name: 'success-rate',
        interval: '5m',
        successCondition: 'result[0] >= {{args.success_rate_threshold}}',
        failureLimit: 3,
        provider: {
          prometheus: {
            address: '{{args.prometheus_address}}',
            query:
              'sum(irate(istio_requests_total{reporter="destination",destination_service_name="{{args.service_name}}",response_code!~"5.*"}[5m])) / \n'
              + 'sum(irate(istio_requests_total{reporter="destination",destination_service_name="{{args.service_name}}"}[5m]))\n',
          },
        },
      }],
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'rpc-server' },
    spec: {
      replicas: 0,
      revisionHistoryLimit: 0,
      selector: { matchLabels: LABELS },
      template: { metadata: { labels: LABELS }, spec: { containers: [{ name: 'rpc-server', image: 'rpc-server' }] } },
    },
  },
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'rpc-server' },
    spec: {
      replicas: 3,
      selector: { matchLabels: LABELS },
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'rpc-server' },
      strategy: {
        canary: {
          abortScaleDownDelaySeconds: 600,
          analysis: {
            templates: [{ templateName: 'success-rate', clusterScope: true }],
            startingStep: 2,
            args: [{ name: 'service_name', value: 'rpc-server' }],
          },
          trafficRouting: {
            istio: {
              virtualService: { name: 'rpc-server', routes: ['primary'] },
              destinationRule: { name: 'rpc-server', canarySubsetName: 'canary', stableSubsetName: 'stable' },
            },
          },
          steps: [{ setWeight: 20 }, { pause: {} }, { setWeight: 50 }, { pause: { duration: '30s' } }, { setWeight: 100 }],
        },
      },
    },
  },
];

test('example 02 is the article\'s bundle: its objects, its fields, its values, nothing more', () => {
  const text = readFileSync(join(__dirname, '../dist/02-the-article/rpc-server.k8s.yaml'), 'utf-8');
  expect(parseAllDocuments(text).map((document) => document.toJS())).toEqual(ARTICLE);
});
