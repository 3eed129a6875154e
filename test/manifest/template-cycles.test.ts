import * as fc from 'fast-check';
import { Bundle } from '../../src/manifest/bundle';
import { formatPath } from '../../src/manifest/json';
import { type Manifest, manifestOf } from '../../src/manifest/manifest';
import { TemplateCycles } from '../../src/manifest/template-cycles';

/** A template; what it names ends with `!` where it is a ClusterAnalysisTemplate. */
function template(name: string, ...inner: string[]): Manifest {
  const isCluster = name.endsWith('!');
  return manifestOf({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: isCluster ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate',
    metadata: { name: name.replace('!', ''), ...!isCluster && { namespace: 'eu' } },
    spec: { templates: inner.map((each) => ({ templateName: each.replace('!', ''), clusterScope: each.endsWith('!') })) },
  });
}

/** `a 0` for the first reference of the template a, where it is in a circle. */
function cycles(manifests: Manifest[], namespace = 'eu'): string[] {
  const found = new TemplateCycles(new Bundle(manifests));
  manifests.forEach((manifest) => found.walk(manifest, namespace));
  return found.references.map(({ from, path }) => `${from.name} ${formatPath(path).replace(/\D/g, '')}`).sort();
}

test('finds every step of a circle, and not the way to it or from it', () => {
  expect(cycles([template('in', 'a'), template('a', 'b', 'out'), template('b', 'c'), template('c', 'a'), template('out', 'x'), template('x', 'x')])).toEqual(['a 0', 'b 0', 'c 0', 'x 0']);
});

test('finds none where templates share others', () => {
  expect(cycles([template('a', 'b', 'c'), template('b', 'd'), template('c', 'd'), template('d', 'gone')])).toEqual([]);
});

test('follows a template of the cluster to where it is used from', () => {
  const manifests = [template('a', 'all!'), template('all!', 'a')];
  expect([cycles(manifests), cycles(manifests, 'us')]).toEqual([['a 0', 'all 0'], []]);
});

test('finds what can be walked back, in any order', () => {
  const graph = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 1, maxLength: 8 });
  const inSomeOrder = graph.chain((edges) => fc.tuple(fc.constant(edges), fc.shuffledSubarray([...edges.keys()], { minLength: edges.length })));
  fc.assert(fc.property(inSomeOrder, ([edges, order]) => {
    const leadsTo = (from: number, to: number, seen = new Set<number>()): boolean => from === to || (edges[from] ?? []).some((next) => {
      return !seen.has(next) && leadsTo(next, to, seen.add(next));
    });
    const expected = edges.flatMap((targets, index) => targets.flatMap((target, place) => target < edges.length && leadsTo(target, index) ? [`t${index} ${place}`] : []));
    expect(cycles(order.map((index) => template(`t${index}`, ...edges[index].map((target) => `t${target}`))))).toEqual(expected.sort());
  }));
});

test('walks a very long chain', () => {
  const manifests = Array.from({ length: 20_000 }, (_, index) => template(`t${index}`, `t${(index + 1) % 20_000}`));
  expect(cycles(manifests)).toHaveLength(20_000);
});
