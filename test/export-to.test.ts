import { manifestOf, messageOf, newCanary, newChart } from './canary';

function specsOf(exportTo?: string[], namespace: string | undefined = 'arch') {
  const chart = newChart({ namespace });
  newCanary({ exportTo }, chart);
  return ['VirtualService', 'DestinationRule'].map((kind) => manifestOf(chart, kind).spec);
}

describe('exportTo', () => {
  test('is left to Istio where nobody has stated it', () => {
    for (const spec of specsOf()) expect(spec).not.toHaveProperty('exportTo');
  });

  test.each([[['.']], [['*']], [['.', 'web']], [['arch', 'web', '0']]])('%j is written to the VirtualService and the DestinationRule, and nothing else', (exportTo) => {
    expect(specsOf(exportTo)).toEqual(specsOf().map((spec) => ({ ...spec, exportTo })));
  });

  test.each([
    [[], '\'exportTo\' must not be empty, got []; leave it out for all namespaces'],
    [['web', '*'], '\'exportTo\' must hold \'*\' alone, got \'web\', \'*\'; Istio refuses more: leave out \'*\', or all others'],
    [['web', 'web'], '\'exportTo\' must be distinct, where \'.\' is the canary\'s own namespace, got \'web\', \'web\'; Istio refuses repetition: name each once'],
    [['.', 'arch'], '\'exportTo\' must be distinct, where \'.\' is the canary\'s own namespace, got \'.\', \'arch\'; Istio refuses repetition: name each once'],
    [['Web'],
      '\'exportTo\' must hold \'.\', \'*\' or names of namespaces (a-z, 0-9 and \'-\', a letter or digit at both ends, at most 63 characters), '
      + 'got \'Web\'; give it a name of that form, or \'.\' for the canary\'s own namespace'],
  ])('fails on %j', (exportTo, message) => {
    expect(messageOf(() => specsOf(exportTo))).toBe(message);
  });

  test.each(['', '~', '-a', 'a-', 'a.b', 'a*', 'a'.repeat(64)])('fails on the namespace %j', (name) => {
    expect(messageOf(() => specsOf([name]))).toContain(`got '${name}'; give it a name of that form`);
  });
});
