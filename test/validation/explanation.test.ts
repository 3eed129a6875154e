import { Bundle } from '../../src/manifest/bundle';
import { readManifests } from '../../src/manifest/read-manifests';
import { explain, type Explanation } from '../../src/validation/explanation';
import { Subject } from '../../src/validation/subject';

function explained(analysis: string, metric: string, query = 'sum(up)', more = ''): Explanation {
  const rollout = `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: shop}, spec: {strategy: {canary: {${analysis}}}}}`;
  const template = '{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: a}, '
    + `spec: {${more} metrics: [{name: m, ${metric}, provider: {prometheus: {query: '${query}'}}}]}}`;
  const { manifests } = readManifests(`${rollout}\n---\n${template}`, 'bundle.yaml');
  return explain(new Subject(new Bundle(manifests), []), '1.9')[0];
}

const STEPS = 'steps: [{setWeight: 10}, {pause: {duration: 1m}}, {setWeight: 50}, {pause: {}}, {pause: {duration: 90}}]';
const HASHES = 'args: [{name: canary, valueFrom: {podTemplateHashValue: Latest}}, {name: stable, valueFrom: {podTemplateHashValue: Stable}}],';
const TEMPLATES = 'templates: [{templateName: a}], args: [{name: canary, valueFrom: {podTemplateHashValue: Latest}}, {name: stable, valueFrom: {podTemplateHashValue: Stable}}]';

test('counts the measurements in the pauses that last for sure', () => {
  expect(explained(`analysis: {${TEMPLATES}}, ${STEPS}`, 'interval: 30s, initialDelay: 1m, failureLimit: 1').measured).toEqual({
    during: 'from step 0 (setWeight: 10) on', initialDelay: 60, interval: 30, failuresNeeded: 2, errorsNeeded: 5, pauses: 150, measurements: 4,
  });
});

test.each([
  ['a start in the middle', 'startingStep: 2,', 'interval: 30s', { during: 'from step 2 (setWeight: 50) on', pauses: 90, measurements: 4 }],
  ['a start after all steps', 'startingStep: 5,', 'interval: 30s', { during: 'after the last of 5 steps', pauses: 0, measurements: 1 }],
  ['a delay that outlasts the pauses', '', 'interval: 30s, initialDelay: 5m', { pauses: 150, measurements: 0 }],
  ['a count', '', 'interval: 10s, count: 3', { count: 3, measurements: 3 }],
  ['no interval', '', 'failureLimit: 0', { count: 1, measurements: 1, failuresNeeded: 1 }],
])('reads %s', (_, start, metric, expected) => {
  expect(explained(`analysis: {${start} ${TEMPLATES}}, ${STEPS}`, metric).measured).toMatchObject(expected);
});

test('a limit below 0 is none, and a text that is no number is 0', () => {
  const { failuresNeeded, errorsNeeded } = explained(`analysis: {${TEMPLATES}}, ${STEPS}`, 'failureLimit: -1, consecutiveErrorLimit: "10%"').measured;
  expect(failuresNeeded).toBeUndefined();
  expect(errorsNeeded).toBe(1);
});

test('reads limits and times with their arguments filled in', () => {
  const given = `analysis: {${TEMPLATES.replace('args: [', 'args: [{name: often, value: 20s}, {name: most, value: "2"}, ')}}, ${STEPS}`;
  const { measured } = explained(given, 'interval: "{{args.often}}", failureLimit: "{{args.most}}", count: "{{args.most}}"', 'sum(up)', 'args: [{name: often}, {name: most}],');
  expect(measured).toMatchObject({ interval: 20, failuresNeeded: 3, count: 2, measurements: 2 });
});

test('an analysis of a step is measured in it', () => {
  const { measured } = explained(`steps: [{setWeight: 10}, {analysis: {${TEMPLATES}}}]`, 'interval: 30s, count: 2');
  expect(measured).toEqual({ during: 'in step 1', initialDelay: 0, interval: 30, count: 2, failuresNeeded: 1, errorsNeeded: 5 });
});

test.each([
  ['sum(up{hash="{{args.canary}}"})', 'the canary alone, by its hash, and nothing of the stable version'],
  ['sum(up{hash="{{args.stable}}"})', 'the stable version alone, and nothing of the canary'],
  ['sum(up{hash="{{args.canary}}"}) / sum(up{hash="{{args.stable}}"})', 'the canary and the stable version, each by its hash'],
  ['sum(up)', 'what its labels say: whether that is the canary alone cannot be told from the manifests'],
  ['sum(', 'nothing: Prometheus refuses it'],
])('says whose requests %s reads', (query, expected) => {
  expect(explained(`analysis: {${TEMPLATES}}`, 'interval: 30s', query, HASHES).reads).toBe(expected);
});

test('says what stands for values that it does not know', () => {
  expect(explained(`analysis: {${TEMPLATES}}`, 'interval: 30s', 'sum(up{hash="{{args.canary}}", app="{{args.app}}"})', HASHES).stands).toEqual([
    '7cbd6c9b4f stands for the hash of the canary\'s pod template', '{{args.app}} has no value in these files',
  ]);
});

test('does not run a condition whose argument has no value, and says what is only watched', () => {
  const { verdicts, dryRun } = explained(`analysis: {${TEMPLATES}, dryRun: [{metricName: "^m$"}]}`, 'successCondition: "result[0] > {{args.limit}}"');
  expect(verdicts).toEqual([]);
  expect(dryRun).toBe(true);
});

const ISTIO = 'istio_requests_total{reporter="destination", h="{{args.canary}}"';

test.each<[string, string, object]>([
  ['good answers of the canary', `${ISTIO}, request_protocol="http", response_code!~"5.."}`, { reporters: ['pods'], versions: 'canary', answers: ['2xx', '3xx', '4xx', 'requests without an answer'] }],
  ['gRPC calls that fail, by the response code', 'istio_requests_total{request_protocol="grpc", response_code!~"5..|0"}', {
    reporters: ['pods', 'their callers', 'waypoints'], versions: 'both', answers: ['gRPC calls that succeed', 'gRPC calls that fail'],
  }],
  ['the stable version, by callers', 'istio_requests_total{reporter="source", h="{{args.stable}}", response_code="0"}', { reporters: ['their callers'], versions: 'stable', answers: ['requests without an answer'] }],
  ['who knows which version', 'istio_requests_total{reporter="server", role="canary", response_code="5xx"}', { reporters: [], versions: 'unknown', answers: [] }],
])('says what is let through: %s', (_, selector, expected) => {
  const [selection, ...others] = explained(`analysis: {${TEMPLATES}}`, 'interval: 30s', `sum(${selector}) / sum(${selector})`, HASHES).selections;
  expect(others).toEqual([]);
  expect(selection).toMatchObject(expected);
});

test('connections have no answers, and other metrics no labels of Istio\'s', () => {
  const [connections, ...others] = explained(`analysis: {${TEMPLATES}}`, 'interval: 30s', 'sum(istio_tcp_sent_bytes_total) + sum(queue)', HASHES).selections;
  expect(others).toEqual([]);
  expect(connections).toEqual({ selector: 'istio_tcp_sent_bytes_total', reporters: ['pods', 'their callers', 'waypoints'], versions: 'both' });
});

test.each<[string, string, string[]]>([
  ['max(queue)', 'interval: 30s', ['one number at a time, or none where there is no data']],
  ['scalar(max(queue))', 'interval: 30s', ['a number by itself, NaN where there is no data']],
  ['sum by (pod) (queue{team!="a"})', 'interval: 30s', ['several numbers at a time, one for each pod']],
  [`sum(increase(${ISTIO}}[1m]))`, 'interval: 1m', [
    'one number at a time, or none where there is no data', 'nothing of what a series has at its first scrape: the first requests of a new pod, and its first failures, are missed',
  ]],
  ['sum(irate(queue[5m]))', 'interval: 2m', [
    'one number at a time, or none where there is no data', 'the last two samples of each window alone: what failed before them is missed',
    'windows that overlap: what happens once is in up to 3 measurements',
  ]],
  ['sum(irate(queue[5m]))', 'interval: 2m, count: 1', ['one number at a time, or none where there is no data', 'the last two samples of each window alone: what failed before them is missed']],
  ['sum(', 'interval: 30s', []],
])('says what %s gives, measured with %s', (query, metric, expected) => {
  expect(explained(`analysis: {${TEMPLATES}}`, metric, query, HASHES).notes).toEqual(expected);
});
