import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { AntiAffinity, ExperimentTemplate, ReplicaProgressThreshold, Routing, type SmartCanaryProps, Step, StringMatch, Threshold, Workload } from '../src';
import { manifestOf, newCanary, newChart, newDeployment } from './canary';

const ROOT = join(__dirname, '..');

/** The L1's interface for each heading of docs/fields.md. */
const INTERFACES: { [heading: string]: string } = {
  'spec': 'RolloutSpec',
  'spec.strategy.canary': 'RolloutSpecStrategyCanary',
  'spec.strategy.canary.steps[]': 'RolloutSpecStrategyCanarySteps',
  'spec.strategy.canary.trafficRouting': 'RolloutSpecStrategyCanaryTrafficRouting',
  'spec.strategy.canary.trafficRouting.istio': 'RolloutSpecStrategyCanaryTrafficRoutingIstio',
  'spec.strategy.canary.trafficRouting.istio.virtualService': 'RolloutSpecStrategyCanaryTrafficRoutingIstioVirtualService',
  'spec.strategy.canary.analysis': 'RolloutSpecStrategyCanaryAnalysis',
};

const HEADER = [{ headerName: 'x', headerValue: StringMatch.exact('1') }];
const EDGE = { virtualService: 'edge', routes: ['shop'] };

/** Canaries that together say everything that can be said. */
const SAID: Partial<SmartCanaryProps>[] = [
  {
    steps: [
      Step.canaryScale({ replicas: 2 }), Step.headerRoute('h', HEADER), Step.mirrorRoute('m', { match: [{ path: StringMatch.prefix('/') }] }),
      Step.experiment({ templates: [ExperimentTemplate.canary('candidate')], duration: Duration.minutes(1) }), Step.plugin('acme/test'), Step.weight(10), Step.pause(), Step.analysis('bake', { thresholds: [Threshold.successRate(0.9)] }),
    ],
    progressDeadline: Duration.minutes(5),
    revisionHistoryLimit: 3,
    rollbackWindow: 2,
    abortScaleDownDelay: Duration.minutes(1),
    scaleDownDelay: Duration.minutes(1),
    minPodsPerReplicaSet: 2,
    replicaProgressThreshold: ReplicaProgressThreshold.percent(90),
    stableMetadata: { labels: { role: 'stable' } },
    canaryMetadata: { labels: { role: 'canary' } },
    antiAffinity: AntiAffinity.preferred(1),
  },
  { dynamicStableScale: true, routing: Routing.existing(EDGE, { ...EDGE, virtualService: 'mesh' }) },
  { routing: Routing.existing({ ...EDGE, tcpRoutes: [{ port: 5432 }], tlsRoutes: [{ sniHosts: ['shop.example.com'] }] }) },
  { routing: Routing.hosts() },
];

function rollouts(): any[] {
  return SAID.map((props) => {
    const chart = newChart();
    newCanary({ ...props, workload: Workload.deployment(newDeployment(chart, { minReadySeconds: 5 })) }, chart);
    return manifestOf(chart, 'Rollout');
  });
}

/** The objects at a path; `[]` stands for each of a list. */
function at(object: any, path: string): any[] {
  return path.split('.').reduce((found, step) => found.flatMap((each) => each?.[step.replace('[]', '')] ?? []), [object]);
}

function fieldsOfInterface(name: string): string[] {
  const [, body] = new RegExp(`^export interface ${name} \\{\n([^]*?)^\\}`, 'm').exec(readFileSync(join(ROOT, 'imports/argoproj.io.ts'), 'utf-8'))!;
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, field]) => field);
}

/** The rows below a heading: the field, and whether it can be said. */
function rowsOf(heading: string): [field: string, said: boolean][] {
  const page = readFileSync(join(ROOT, 'docs/fields.md'), 'utf-8');
  const section = page.split(`\n## ${heading}\n`)[1].split('\n## ')[0];
  return [...section.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, field, how]) => [field, !how.startsWith('not said: ')]);
}

describe.each(Object.entries(INTERFACES))('docs/fields.md on %s', (heading, name) => {
  test('has a row for each field of the CRD', () => {
    expect(rowsOf(heading).map(([field]) => field)).toEqual(fieldsOfInterface(name));
  });

  test('calls said exactly what can come out', () => {
    const emitted = new Set(rollouts().flatMap((rollout) => at(rollout, heading)).flatMap((object) => Object.keys(object)));
    expect(rowsOf(heading).filter(([, said]) => said).map(([field]) => field)).toEqual(fieldsOfInterface(name).filter((field) => emitted.has(field)));
  });
});
