import { App, Chart, DependencyGraph } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { messageOf } from './canary';
import { dependencyOrder } from '../src/dependency-order';

/** A chart of some constructs, and which of them depends on which. */
function newGraph(count: number, dependencies: [number, number][]): Chart {
  const chart = new Chart(new App(), 'chart');
  const constructs = Array.from({ length: count }, (_, index) => new Construct(chart, `c${index}`));
  for (const [source, target] of dependencies) constructs[source].node.addDependency(constructs[target]);
  return chart;
}

function ids(constructs: { node: { id: string } }[]): string[] {
  return constructs.map(({ node }) => node.id);
}

test('what something depends on comes first, and all else stays as it was made', () => {
  expect(ids(dependencyOrder(newGraph(4, [[0, 3], [3, 2]])))).toEqual(['chart', 'c2', 'c3', 'c0', 'c1']);
});

test('any dependencies give the order of cdk8s, or fail alike', () => {
  const index = fc.nat({ max: 6 });
  fc.assert(fc.property(fc.array(fc.tuple(index, index), { maxLength: 8 }), (dependencies) => {
    const attempt = (order: (chart: Chart) => Construct[]) => {
      try {
        return ids(order(newGraph(7, dependencies)));
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(attempt(dependencyOrder)).toEqual(attempt((chart) => new DependencyGraph(chart.node).topology() as Construct[]));
  }), { numRuns: 1_000 });
});

test('dependencies that meet again and again are walked once', () => {
  // Along every path these would be 2 ** 40 visits.
  const diamonds = Array.from({ length: 40 }, (_, index): [number, number][] => {
    const top = 3 * index;
    return [[top, top + 1], [top, top + 2], [top + 1, top + 3], [top + 2, top + 3]];
  }).flat();
  expect(ids(dependencyOrder(newGraph(121, diamonds))).slice(0, 5)).toEqual(['chart', 'c120', 'c118', 'c119', 'c117']);
});

test('a chain may be longer than the stack', () => {
  const chain = Array.from({ length: 20_000 }, (_, index): [number, number] => [index, index + 1]);
  expect(ids(dependencyOrder(newGraph(20_001, chain))).slice(0, 3)).toEqual(['chart', 'c20000', 'c19999']);
});

test('fails on a cycle, with all that is in it', () => {
  expect(messageOf(() => dependencyOrder(newGraph(3, [[0, 1], [1, 2], [2, 0]])))).toBe('Dependency cycle detected: chart/c0 => chart/c1 => chart/c2 => chart/c0');
});
