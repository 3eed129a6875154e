import { ApiObject, Chart, Duration, Testing } from 'cdk8s';
import { stringify } from 'yaml';
import { Protocol, Replicas, Routing, SmartCanary, type SmartCanaryProps, Step, StringMatch, Threshold, Workload } from '../../src';
import { readExample } from '../bundle/example';

/** How often Prometheus scrapes. */
export const SCRAPE_SECONDS = 2;

const STEPS: Step[] = [
  Step.weight(20), Step.pause(Duration.seconds(20)),
  Step.weight(50), Step.pause(Duration.seconds(15)),
  Step.weight(100), Step.pause(Duration.seconds(10)),
];

/** Both versions together: at weight 20 it sees a fifth of the canary's failures. */
const OF_BOTH_VERSIONS = ['response_code!~"5.*"', ''].map((good) => (
  `sum(rate(istio_requests_total{reporter="destination",destination_workload_namespace="{{args.namespace}}",${good}}[8s]))`)).join(' / ');

/** What SmartCanary makes of times that a test can wait for; every number that is not here is derived. */
export function soundBundle(name: string): string {
  return bundleOf(name, {});
}

/** Stays at one weight, and measures so seldom that a change falls between two windows. */
export function steadyBundle(name: string): string {
  return bundleOf(name, {
    steps: [Step.weight(20), Step.pause(Duration.seconds(60))],
    analysis: { initialDelay: Duration.seconds(10), interval: Duration.seconds(12), failureLimit: 1 },
  });
}

/** Its analysis needs four failures and has time for one, as the article's. */
export function lateBundle(name: string): string {
  return bundleOf(name, { analysis: { interval: Duration.seconds(50), failureLimit: 3 } });
}

/** Its query reads both versions together. */
export function dilutedBundle(name: string): string {
  return bundleOf(name, {
    steps: [Step.weight(20), Step.pause(Duration.seconds(30))],
    thresholds: [Threshold.query('success-rate', { query: OF_BOTH_VERSIONS, min: 0.95 })],
  });
}

/** The sound one, told apart by two Services. */
export function hostsBundle(name: string): string {
  return bundleOf(name, { routing: Routing.hosts() });
}

/** Before it has any caller of its own it gets copies of requests. */
export function mirrorBundle(name: string): string {
  const match = [{ path: StringMatch.prefix('/') }];
  return routeBundle(name, Step.mirrorRoute('before', { match, percentage: 30 }), Step.removeMirrorRoute('before'));
}

/** Before it has others it gets the requests of testers. */
export function headerBundle(name: string): string {
  return routeBundle(name, Step.headerRoute('before', [{ headerName: 'x-tester', headerValue: StringMatch.exact('yes') }]), Step.removeHeaderRoute('before'));
}

function routeBundle(name: string, route: Step, removal: Step): string {
  return bundleOf(name, {
    steps: [
      Step.canaryScale({ replicas: 1 }), route, Step.pause(Duration.seconds(20)),
      removal, Step.canaryScale({ replicas: 2 }), Step.weight(50), Step.pause(Duration.seconds(15)),
    ],
    analysis: { startingStep: 2, initialDelay: Duration.seconds(10), interval: Duration.seconds(4), failureLimit: 1 },
  });
}

/** The article's own, times and all; only its service is called otherwise. */
export function articleBundle(name: string): string {
  return textOf(readExample('02-the-article').objects).replaceAll('rpc-server', name);
}

function bundleOf(name: string, props: Partial<SmartCanaryProps>): string {
  const chart = new Chart(Testing.app(), name, { namespace: name });
  new SmartCanary(chart, 'canary', {
    service: name,
    workload: Workload.image(`example.com/${name}:v1`, { port: 8080 }),
    protocol: Protocol.HTTP,
    replicas: Replicas.fixed(4),
    timeout: Duration.seconds(2),
    steps: STEPS,
    thresholds: [Threshold.successRate(0.95), Threshold.latency({ percentile: 99, max: Duration.millis(500) })],
    traffic: { podStartup: Duration.seconds(0) },
    target: { scrapeInterval: Duration.seconds(SCRAPE_SECONDS) },
    ...props,
  });
  // A chart would refuse what cannot fire, and the controller takes it: the Rollout comes last, for it looks for the others.
  const objects = chart.node.findAll().filter((node) => ApiObject.isApiObject(node)).map((node) => (node as ApiObject).toJson());
  return textOf([...objects.filter(({ kind }) => kind !== 'Rollout'), ...objects.filter(({ kind }) => kind === 'Rollout')]);
}

function textOf(objects: readonly object[]): string {
  return objects.map((object) => stringify(object)).join('---\n');
}
