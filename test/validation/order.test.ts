import * as fc from 'fast-check';
import { type LocatedFinding, Severity } from '../../src/validation/finding';
import { inOrder } from '../../src/validation/order';

function finding(others: Partial<LocatedFinding>): LocatedFinding {
  return { code: 'SC0001', rule: 'any', severity: Severity.ERROR, resource: 'Rollout/shop', path: 'spec', message: '', fix: '', ...others };
}

function pathsInOrder(...paths: string[]): string[] {
  return inOrder(paths.map((path) => finding({ path }))).map(({ path }) => path);
}

test('numbers count as numbers, wherever they stand', () => {
  const sorted = ['spec.steps[2].pause', 'spec.steps[2].setWeight', 'spec.steps[010].a', 'spec.steps[10]', 'spec.steps[10].b', 'spec.steps[100]', 'spec.strategy'];
  expect(pathsInOrder(...[...sorted].reverse())).toEqual(sorted);
  expect(pathsInOrder('shop-10', 'shop-9', 'shop', 'shop-9b', '10', '9', '')).toEqual(['', '9', '10', 'shop', 'shop-9', 'shop-9b', 'shop-10']);
});

test('findings are in the order of objects, and those about files in that of places', () => {
  const findings = [
    finding({ resource: '', file: 'a.yaml', line: 2, column: 1, path: '' }), finding({ resource: '', file: 'a.yaml', line: 10, column: 1, path: '' }),
    finding({ resource: 'Rollout/a', file: 'z.yaml', code: 'SC0002' }), finding({ resource: 'Rollout/a', file: 'b.yaml', code: 'SC0010' }), finding({ resource: 'Service/a' }),
  ];
  expect(inOrder([...findings].reverse())).toEqual(findings);
});

test('there is one order of any texts', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '0', '1', '2', '10', '.', '[', 'é'), { maxLength: 5 }).map((parts) => parts.join(''));
  fc.assert(fc.property(text, text, text, (a, b, c) => {
    const sorted = pathsInOrder(a, b, c);
    for (const shuffled of [[a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]]) expect(pathsInOrder(...shuffled)).toEqual(sorted);
  }), { numRuns: 2000 });
});
