import * as fc from 'fast-check';
import { labelsInclude } from '../../src/manifest/label-selector';
import { manifestOf } from '../../src/manifest/manifest';
import { SelectorIndex } from '../../src/manifest/selector-index';

const LABELS = fc.dictionary(fc.constantFrom('app', 'part-of', 'version'), fc.constantFrom('a', 'b'));

function service(name: string, selector: Record<string, string>) {
  return manifestOf({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector } });
}

test('finds what asks for one of the labels or for none, and leaves out what asks for others', () => {
  const services = [service('all', {}), service('b', { part: 'x', app: 'b' }), service('a', { part: 'x', app: 'a' }), service('x', { part: 'x' })];
  const index = new SelectorIndex(services, ['spec', 'selector']);
  expect(index.candidates(new Map([['part', 'x'], ['app', 'a']])).map(({ name }) => name)).toEqual(['all', 'a', 'x']);
});

test('loses none that fits, and keeps the order', () => {
  fc.assert(fc.property(fc.array(LABELS, { maxLength: 8 }), LABELS, (selectors, labels) => {
    const services = selectors.map((selector, index) => service(String(index), selector));
    const pods = new Map(Object.entries(labels));
    const fitting = services.filter((_, index) => labelsInclude(pods, new Map(Object.entries(selectors[index]))));
    const candidates = new SelectorIndex(services, ['spec', 'selector']).candidates(pods);
    expect(candidates.filter((candidate) => fitting.includes(candidate))).toEqual(fitting);
  }));
});
