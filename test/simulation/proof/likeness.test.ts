import * as fc from 'fast-check';
import { releaseIn } from './proof-of';
import { Bundle } from '../../../src/manifest/bundle';
import { readManifests } from '../../../src/manifest/read-manifests';
import { ASSUMED } from '../../../src/simulation/proof/assumptions';
import { likenessOf } from '../../../src/simulation/proof/likeness';
import { type Proofs } from '../../../src/validation/efficacy/proven-release';
import { validate } from '../../../src/validation/validate';

/** How the objects of a release are called, and what is asked about them. */
interface Names {
  readonly namespace: string;
  readonly rollout: string;
  readonly service: string;
  readonly stable: string;
  readonly route: string;
  readonly template: string;
  readonly metric: string;
  /** A matcher of the query. */
  readonly matcher: string;
  /** What the pods are labelled with. @default - the Rollout's name */
  readonly label?: string;
}

const ORDINARY: Names = {
  namespace: 'team-1', rollout: 'shop-b', service: 'shop-c', stable: 'shop-d', route: 'shop-e', template: 'shop-f', metric: 'rate', matcher: 'destination_workload_namespace="team-1"',
};

function text({ namespace, rollout, service, stable, route, template, metric, matcher, label = rollout }: Names): string {
  const query = `(sum(rate(istio_requests_total{reporter="destination",${matcher},h="{{args.hash}}",response_code!~"5..|0"}[1m])) or vector(0)) / sum(rate(istio_requests_total{reporter="destination",${matcher},h="{{args.hash}}"}[1m]))`;
  const at = (name: string) => ({ name, namespace });
  const labels = { app: label };
  const analysis = { startingStep: 1, templates: [{ templateName: template }], args: [{ name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } }, { name: 'self', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] };
  const istio = { virtualService: { name: route }, destinationRule: { name: route, stableSubsetName: 'stable', canarySubsetName: 'canary' } };
  const destinations = [{ destination: { host: service, subset: 'stable' }, weight: 100 }, { destination: { host: service, subset: 'canary' }, weight: 0 }];
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: at(service), spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 8080 }] } },
    { apiVersion: 'v1', kind: 'Service', metadata: at(stable), spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 8080 }] } },
    { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: at(route), spec: { hosts: [service], http: [{ route: destinations }] } },
    { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: at(route), spec: { host: service, subsets: [{ name: 'stable', labels }, { name: 'canary', labels }] } },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: at(template),
      spec: {
        args: [{ name: 'hash' }, { name: 'self' }],
        metrics: [{
          name: metric, interval: '30s', initialDelay: '90s', failureLimit: 1, successCondition: 'len(result) > 0 && result[0] >= 0.95', provider: { prometheus: { address: 'http://p', query } },
        }],
      },
    },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: at(rollout),
      spec: {
        replicas: 2,
        progressDeadlineSeconds: 60,
        progressDeadlineAbort: true,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'a', ports: [{ containerPort: 8080 }] }] } },
        strategy: { canary: { stableService: stable, trafficRouting: { istio }, analysis, steps: [{ setWeight: 50 }, { pause: { duration: '4m' } }] } },
      },
    },
  ].map((object) => JSON.stringify(object)).join('\n---\n');
}

function likenessIn(names: Partial<Names>): string {
  return likenessOf(releaseIn(text({ ...ORDINARY, ...names })), ASSUMED, '1.9');
}

/** What is found, with what is known from others. */
function findingsIn(names: Names, known: Proofs = new Map()) {
  const { findings } = validate(readManifests(text(names), 'x.yaml').manifests, { twin: { known } });
  return findings.filter(({ code }) => code.startsWith('SC07'));
}

test('releases are alike that differ only in names of the same order', () => {
  const others = { namespace: 'zone-7', rollout: 'cart-1', service: 'cart-2', stable: 'cart-3', route: 'cart-4', template: 'cart-5', matcher: 'destination_workload_namespace="zone-7"' };
  const [one, other] = [{ ...ORDINARY, namespace: 'area-1', matcher: 'destination_workload_namespace="area-1"' }, { ...others, namespace: 'area-2', matcher: 'destination_workload_namespace="area-2"' }];
  expect(likenessIn(other)).toBe(likenessIn(one));
  expect(likenessIn(one)).not.toContain('area-1');
});

test('pods that are labelled by a hash of their own are like others', () => {
  const labelled = (hash: string, matcher = 'destination_app!="x"') => likenessIn({ label: `shop-b-${hash}`, matcher });
  expect(labelled('c8e51e0a')).toBe(labelled('c8a0b1c2'));
  expect(labelled('c8e51e0a', 'destination_app="shop-b-c8e51e0a"')).toBe(labelled('c8a0b1c2', 'destination_app="shop-b-c8a0b1c2"'));
  expect(labelled('c8e51e0a', 'destination_app="shop-b-c8e51e0a"')).not.toBe(labelled('c8a0b1c2', 'destination_app="shop-b-c8e51e0a"'));
});

test('what runs in the pods makes no difference, but for their ports and for what arguments read', () => {
  const changed = (before: string, after: string, bundle = text(ORDINARY)) => likenessOf(releaseIn(bundle.replace(before, after)), ASSUMED, '1.9');
  const same = changed('', '');
  expect(changed('"image":"a"', '"image":"b","env":[{"name":"X","value":"1"}],"envFrom":[{"secretRef":{"name":"shop-b-db"}}]')).toBe(same);
  expect(changed('"containers":[', '"volumes":[{"name":"x","secret":{"secretName":"shop-b-db"}}],"containers":[')).toBe(same);
  expect(changed('"containerPort":8080', '"containerPort":9090')).not.toBe(same);
  const told = text(ORDINARY).replace('"fieldPath":"metadata.name"', '"fieldPath":"spec.template.spec.containers[0].image"');
  expect(changed('"image":"a"', '"image":"b"', told)).not.toBe(changed('', '', told));
});

test('releases that are alike are proven once', () => {
  const known: Proofs = new Map();
  const one = findingsIn(ORDINARY, known);
  const other = findingsIn({ ...ORDINARY, rollout: 'cart-b', service: 'cart-c', stable: 'cart-d', route: 'cart-e', template: 'cart-f' }, known);
  expect(known.size).toBe(1);
  expect(other.map(({ message }) => message)).toEqual(one.map(({ message }) => message));
  expect(other[0].resource).toBe('Rollout/team-1/cart-b');
});

test.each<[string, Partial<Names>]>([
  ['a name that begins with another', { stable: 'shop-c-stable' }],
  ['the same name for two objects', { stable: 'shop-b' }],
  ['another order of the names', { stable: 'shop-a' }],
  ['a name that is a word', { rollout: 'rate' }],
  ['a name that is a function of PromQL', { rollout: 'sum' }],
  ['a name that is a protocol', { service: 'grpc-1' }],
  ['a name that is a field', { route: 'hosts' }],
  ['the hash that the twin takes for the canary\'s', { rollout: 'canary-hash' }],
  ['a caller that the twin has of its own', { rollout: 'client-1' }],
  ['another name for the metric', { metric: 'other' }],
  ['a template that is called as its metric', { metric: 'shop-f' }],
  ['a name that the query has and the release has not', { matcher: 'destination_service_name="shop-x"' }],
  ['a name that begins as the query wants it', { service: 'cart-c', matcher: 'destination_service_name=~"cart-.*"' }],
])('releases are not alike: %s', (_, names) => {
  expect(likenessIn(names)).not.toBe(likenessIn({}));
});

test('a pattern may match some names and not others', () => {
  const matcher = 'destination_service_name=~"shop-.*"';
  expect(likenessIn({ matcher })).not.toBe(likenessIn({ matcher, service: 'cart-c', stable: 'cart-d' }));
});

test('a pattern that is made of the release\'s own name is as opaque as that', () => {
  const matcher = 'destination_workload=~"{{args.self}}|{{args.self}}-.+"';
  expect(likenessIn({ matcher })).toBe(likenessIn({ matcher, rollout: 'shop-b2' }));
});

test('what is taken for granted is told of each release by its own names', () => {
  const known: Proofs = new Map();
  const taken = (prefix: string) => {
    const names = { ...ORDINARY, rollout: `${prefix}-b`, service: `${prefix}-c`, stable: `${prefix}-d`, route: `${prefix}-e`, template: `${prefix}-f` };
    const withoutRoute = text(names).split('\n---\n').filter((each) => !each.includes('"VirtualService"')).join('\n---\n');
    const { findings } = validate(readManifests(withoutRoute, 'x.yaml').manifests, { twin: { known } });
    return findings.filter(({ code }) => code === 'SC0714').map(({ message }) => message.replace(/^.*: (VirtualService '[^']*').*$/, '$1'));
  };
  expect(taken('shop')).toEqual(['VirtualService \'shop-e\'']);
  expect(taken('cart')).toEqual(['VirtualService \'cart-e\'']);
  expect(known.size).toBe(1);
});

test('what is said of a name is said of that release alone', () => {
  const known: Proofs = new Map();
  const circular = (name: string) => {
    const { manifests } = readManifests(text({ ...ORDINARY, template: name }).replace('"spec":{"args"', `"spec":{"templates":[{"templateName":"${name}"}],"args"`), 'x.yaml');
    return validate(new Bundle(manifests).manifests, { twin: { known } }).findings.filter(({ code }) => code === 'SC0714').map(({ message }) => message);
  };
  expect(circular('shop-x')).toEqual(['nothing is proven about this release: AnalysisTemplate \'shop-x\' is inside of itself']);
  expect(circular('shop-y')).toEqual(['nothing is proven about this release: AnalysisTemplate \'shop-y\' is inside of itself']);
});

const NAME = fc.constantFrom('1', '10', '1-stable', 'ha', 'hash', 'rate', 'z');

/** The first as the twin's own names, or names of protocols, begin. */
const PREFIX = fc.constantFrom('canary-', 'client-', 'grpc-', 'shop-', 'cart-');

const MATCHER = fc.oneof(
  fc.constantFrom('app!="x"', 'destination_workload=~"{{args.self}}.*"', 'destination_workload="{{args.self}}"'),
  fc.tuple(fc.constantFrom('destination_workload', 'destination_service_name', 'destination_app'), fc.constantFrom('=', '!=', '=~', '!~'), PREFIX, fc.oneof(NAME, fc.constant('.*')))
    .map(([label, operator, prefix, name]) => `${label}${operator}"${prefix}${name}"`),
);

test('whatever is called how, a proof that is known is the one that would be made', () => {
  const anyNames = fc.record({ label: NAME, rollout: NAME, service: NAME, stable: NAME, route: NAME, template: NAME, metric: fc.constantFrom('rate', 'shop-1'), matcher: MATCHER });
  fc.assert(fc.property(anyNames, PREFIX, PREFIX, ({ label, rollout, service, stable, route, template, metric, matcher }, one, other) => {
    fc.pre(service !== stable);
    const called = (prefix: string): Names => ({
      namespace: 'team-1',
      label: prefix + label,
      rollout: prefix + rollout,
      service: prefix + service,
      stable: prefix + stable,
      route: prefix + route,
      template: prefix + template,
      metric,
      matcher,
    });
    const known: Proofs = new Map();
    findingsIn(called(one), known);
    expect(findingsIn(called(other), known)).toEqual(findingsIn(called(other)));
  }), { numRuns: Number(process.env.PROOF_RUNS ?? 60) });
});
