import { messagesOf } from './measured-query';

const requests = (reporter: string) => `sum(rate(istio_requests_total{reporter="${reporter}",h="{{args.canary-hash}}"}[2m]))`;
const mirror = (percentage: number) => `{setMirrorRoute: {name: shadow, percentage: ${percentage}, match: [{path: {prefix: /}}]}}`;
const STOP = '{setMirrorRoute: {name: shadow}}';
const WEIGHT = '{setWeight: 20}';
const steps = (...all: string[]) => `trafficRouting: {istio: {virtualService: {name: shop}}, managedRoutes: [{name: shadow}]}, steps: [${all.join()}]`;

function saidOf(canary: string, reporter = 'destination', objects: string[] = []): string[] {
  return messagesOf('SC0417', { query: requests(reporter), canary, objects });
}

test('fails where a step mirrors while pods are asked', () => {
  expect(saidOf(steps(mirror(50), WEIGHT, '{pause: {}}'))).toEqual([
    'the query of metric \'m\' reads what pods report, and step 0 (setMirrorRoute) sends the canary copies of requests as well: nobody waits for their answers, and they count like others',
  ]);
});

test.each([
  ['no step mirrors', steps(WEIGHT), 'destination'],
  ['a step mirrors nothing', steps(mirror(0), WEIGHT), 'destination'],
  ['callers are asked, who report no copies', steps(mirror(50), WEIGHT), 'source'],
])('is silent where %s', (_, canary, reporter) => {
  expect(saidOf(canary, reporter)).toEqual([]);
});

const MEASURE = '{analysis: {templates: [{templateName: t}]}}';

test.each([
  ['before a mirror', [WEIGHT, MEASURE, mirror(50), STOP], 0],
  ['beside it', [WEIGHT, mirror(50), MEASURE, STOP], 1],
  ['beside another that is over', [mirror(10), STOP, mirror(50), MEASURE, STOP], 1],
  ['after it', [mirror(50), STOP, WEIGHT, MEASURE], 0],
])('a step measures %s', (_, all, count) => {
  expect(messagesOf('SC0417', { query: requests('destination'), canary: steps(...all), analysis: null })).toHaveLength(count);
});

test.each([[0, 1], [2, 1], [3, 0]])('an analysis from step %i on, of a mirror from step 1 to 3', (startingStep, count) => {
  expect(messagesOf('SC0417', { query: requests('destination'), canary: steps(WEIGHT, mirror(50), '{pause: {}}', STOP, '{pause: {}}'), analysis: `startingStep: ${startingStep}` })).toHaveLength(count);
});

test.each([
  ['the canary\'s subset', 'mirror: {host: shop, subset: canary}', 1],
  ['the canary\'s subset among others', 'mirrors: [{destination: {host: audit}}, {destination: {host: shop, subset: canary}}]', 1],
  ['somebody else', 'mirror: {host: audit}', 0],
])('a VirtualService mirrors to %s', (_, mirrors, count) => {
  const canary = 'trafficRouting: {istio: {virtualService: {name: shop}, destinationRule: {name: shop, stableSubsetName: stable, canarySubsetName: canary}}}, steps: [{setWeight: 20}]';
  const virtualService = '{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: shop, namespace: arch}, spec: {hosts: [shop], http: [{name: a, '
    + `${mirrors}, route: [{destination: {host: shop, subset: stable}, weight: 100}, {destination: {host: shop, subset: canary}, weight: 0}]}]}}`;
  expect(saidOf(canary, 'destination', [virtualService])).toHaveLength(count);
});
