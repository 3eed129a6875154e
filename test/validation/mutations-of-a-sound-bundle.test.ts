import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifests } from '../../src/manifest/read-manifests';
import { Severity } from '../../src/validation/finding';
import { validate } from '../../src/validation/validate';

const ROOT = join(__dirname, '..', '..');

/** Bundles in which nothing is wrong. */
const SOUND = {
  shop: readFileSync(join(ROOT, 'test', 'fixtures', 'rules', 'guard-cannot-fire', 'good.yaml'), 'utf-8'),
  grpc: readFileSync(join(ROOT, 'dist', '03-grpc-service', 'rpc-server.k8s.yaml'), 'utf-8'),
  http: readFileSync(join(ROOT, 'dist', '04-http-ingress', 'shop.k8s.yaml'), 'utf-8'),
};

type Sound = keyof typeof SOUND;

/** Texts, each with what stands there instead. */
type Change = readonly (string | RegExp)[];

/** How a bundle is broken, where, and the errors and warnings that say so. */
type Row = readonly [how: string, bundle: Sound, change: Change, codes: string];

const CONDITION = 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.95';
const PAUSE = /duration: 5m/g;

const NUMBERS: Row[] = [
  ['an interval as long as a stage', 'shop', ['interval: 30s', 'interval: 5m'], 'SC0701 SC0704'],
  ['an interval as long as two stages', 'grpc', ['interval: 1m\n', 'interval: 20m\n'], 'SC0701 SC0704'],
  ['no interval', 'shop', ['    interval: 30s\n', ''], 'SC0701 SC0704'],
  ['a failureLimit of more than is ever measured', 'shop', ['failureLimit: 2', 'failureLimit: 20'], 'SC0701 SC0704'],
  ['a failureLimit of more than is measured in a stage', 'shop', ['failureLimit: 2', 'failureLimit: 8'], 'SC0702'],
  ['a failureLimit that the controller refuses', 'shop', ['failureLimit: 2', 'failureLimit: -1'], 'SC0703'],
  ['an initialDelay longer than the release', 'shop', ['initialDelay: 90s', 'initialDelay: 20m'], 'SC0701 SC0704'],
  ['an initialDelay longer than a stage', 'shop', ['initialDelay: 90s', 'initialDelay: 8m'], 'SC0702'],
  ['a startingStep after the last step', 'shop', ['startingStep: 1', 'startingStep: 4'], 'SC0701 SC0704'],
  ['a startingStep after the first stage', 'shop', ['startingStep: 1', 'startingStep: 3'], 'SC0702'],
  ['a startingStep after two stages of three', 'http', ['startingStep: 4', 'startingStep: 10'], 'SC0702'],
  ['pauses of seconds', 'grpc', [/duration: 10m/g, 'duration: 10s'], 'SC0701 SC0704'],
  ['pauses whose unit was forgotten', 'shop', [PAUSE, 'duration: 5'], 'SC0701 SC0704'],
  ['a short first pause', 'shop', ['duration: 5m', 'duration: 30s'], 'SC0702'],
  ['no pause after the last weight', 'shop', [/- setWeight: 100\n.*5m}\n/, '- setWeight: 100\n'], 'SC0702'],
  ['pauses that somebody ends at once', 'shop', [/pause: \{duration: 5m\}/g, 'pause: {}'], 'SC0704 SC0706'],
  ['a count that ends before anything is there', 'shop', ['interval: 30s', 'interval: 30s\n    count: 1'], 'SC0703'],
  ['a count of as many as may fail', 'shop', ['interval: 30s', 'interval: 30s\n    count: 2'], 'SC0701 SC0704'],
  ['a consecutiveErrorLimit that tolerates a wrong index', 'shop', ['failureLimit: 2', 'failureLimit: 2\n    consecutiveErrorLimit: 100', CONDITION, 'result[5] >= 0.95'], 'SC0501 SC0701 SC0704'],
  ['a progress deadline shorter than the start-up', 'shop', ['Seconds: 300', 'Seconds: 10'], 'SC0703'],
];

const QUERIES: Row[] = [
  ['both versions together', 'shop', [/rollout_hash="\{\{args.hash\}\}"/g, 'destination_workload="shop"'], 'SC0401'],
  ['the good ones of both versions', 'shop', ['rollout_hash="{{args.hash}}", response', 'destination_workload="shop", response'], 'SC0702'],
  ['all of both versions below the line', 'shop', [/(vector\(0\)\)\n.*)rollout_hash="\{\{args.hash\}\}"/, '$1destination_workload="shop"'], 'SC0703'],
  ['the latency of both versions', 'http', [/(bucket\{[^)]*)rollout_hash="\{\{args.canary-hash\}\}",/, '$1'], 'SC0401'],
  ['the callers\' reports by a label of the pods', 'shop', [/reporter="destination"/g, 'reporter="source"'], 'SC0703'],
  ['two reporters in one share', 'shop', ['reporter="destination"', 'reporter="source"'], 'SC0703'],
  ['HTTP of a gRPC service', 'grpc', [/request_protocol="grpc"/g, 'request_protocol="http"'], 'SC0703'],
  ['HTTP codes of gRPC calls', 'grpc', ['grpc_response_status=~"0|1|3|5|6|7|9|10|11|16"', 'response_code!~"5.."'], 'SC0402 SC0416 SC0701'],
  ['a Service that is named after gRPC', 'shop', ['{name: http, port: 80', '{name: grpc, port: 80'], 'SC0402 SC0701'],
  ['a misspelt metric', 'shop', [/istio_requests_total/g, 'istio_request_total'], 'SC0418'],
  ['requests that hang counted as good', 'shop', ['5..|0', '5..'], 'SC0416'],
  ['codes that no answer has', 'shop', ['"5..|0"', '"5xx"'], 'SC0420 SC0701'],
  ['bad statuses among the good ones', 'grpc', ['0|1|3', '0|1|13|14|3'], 'SC0701'],
  ['a status by its word', 'grpc', ['grpc_response_status=~"0|1|3|5|6|7|9|10|11|16"', 'grpc_response_status="OK"'], 'SC0420 SC0703'],
  ['all statuses but the good ones', 'grpc', ['grpc_response_status=~', 'grpc_response_status!~'], 'SC0701 SC0703'],
  ['a Service of another name', 'shop', [/reporter="destination", /g, 'reporter="destination", destination_service_name="shp", '], 'SC0703'],
  ['the namespace of another one', 'shop', [/reporter="destination", /g, 'reporter="destination", destination_workload_namespace="us", '], 'SC0703'],
  ['a window of less than two scrapes', 'shop', [/\[1m\]/g, '[10s]'], 'SC0413 SC0703'],
  ['an hour ago', 'shop', [/\[1m\]/g, '[1m] offset 1h'], 'SC0703'],
  ['a range that cannot be read', 'shop', ['[1m]', '[1minute]'], 'SC0407'],
  ['the last two samples', 'shop', [/rate\(/g, 'irate('], 'SC0409'],
  ['a share of errors that is nothing without errors', 'shop', ['!~"5..|0"}[1m])) or vector(0)', '=~"5..|0"}[1m]))', '>= 0.95', '<= 0.05'], 'SC0410 SC0703'],
  ['1 where there is no data', 'shop', [/(\[1m\]\)\))\n---/, '$1 or vector(1)\n---'], 'SC0704'],
  ['a quantile of buckets that are added up', 'http', ['sum by (le) (', 'sum ('], 'SC0411 SC0703'],
  ['a quantile in percent', 'http', ['histogram_quantile(0.99', 'histogram_quantile(99'], 'SC0703'],
];

const CONDITIONS: Row[] = [
  ['the other way round', 'shop', ['>= 0.95', '< 0.95'], 'SC0701 SC0703'],
  ['the other way round, of a latency', 'http', ['<= 500', '>= 500'], 'SC0701 SC0703'],
  ['what is always true', 'shop', [CONDITION, '"true"'], 'SC0501 SC0505 SC0701 SC0704'],
  ['what every share is', 'shop', ['>= 0.95', '>= 0'], 'SC0701'],
  ['that no data is good', 'shop', [CONDITION, 'len(result) == 0 || isNaN(result[0]) || result[0] >= 0.95'], 'SC0501 SC0704'],
  ['isNaN forgotten in a failureCondition', 'shop', [`successCondition: ${CONDITION}`, 'failureCondition: len(result) == 0 || result[0] < 0.95'], 'SC0501'],
  ['len forgotten in a failureCondition', 'shop', [`successCondition: ${CONDITION}`, 'failureCondition: result[0] < 0.95'], 'SC0501'],
  ['a wrong index', 'shop', ['result[0] >= 0.95', 'result[1] >= 0.95'], 'SC0703'],
  ['a function that there is not', 'shop', ['len(result)', 'length(result)'], 'SC0504 SC0703'],
  ['the success as a failureCondition', 'shop', ['successCondition', 'failureCondition'], 'SC0501 SC0701 SC0703 SC0704'],
  ['a gap between good and bad', 'shop', [CONDITION, `${CONDITION}\n    failureCondition: len(result) == 0 || isNaN(result[0]) || result[0] < 0.5`], 'SC0710'],
  ['no condition', 'shop', [/    successCondition.*\n/, ''], 'SC0502 SC0701 SC0704'],
  ['percent for a share', 'shop', ['0.95', '95'], 'SC0703'],
  ['percent for a share, as an upper limit', 'shop', ['>= 0.95', '<= 95'], 'SC0701'],
  ['seconds for milliseconds', 'http', ['<= 500', '<= 0.5'], 'SC0703'],
  ['microseconds for milliseconds', 'http', ['<= 500', '<= 5000000'], 'SC0405 SC0701'],
  ['more requests than there are', 'http', ['result[0] >= 1\n', 'result[0] >= 1000\n'], 'SC0703'],
];

const ARGUMENTS: Row[] = [
  ['the stable hash', 'shop', ['Latest', 'Stable'], 'SC0401 SC0703'],
  ['a hash that stays as it is', 'shop', [/\{\{args.hash\}\}/g, '7cbd6c9b4f'], 'SC0703'],
  ['no arguments', 'shop', [/        args: \[\{name: hash, valueFrom.*\n/, ''], 'SC0308 SC0703'],
  ['another name in the query', 'shop', [/args.hash/g, 'args.hsh'], 'SC0309 SC0703'],
  ['another name in the Rollout', 'shop', ['args: [{name: hash, v', 'args: [{name: hsh, v'], 'SC0308 SC0310 SC0703'],
  ['the Rollout\'s name for its namespace', 'grpc', ['fieldPath: metadata.namespace', 'fieldPath: metadata.name'], 'SC0703'],
  ['a dry run of the metric', 'shop', ['startingStep: 1', 'startingStep: 1\n        dryRun: [{metricName: success-rate}]'], 'SC0705'],
  ['a dry run of whatever has a word in its name', 'shop', ['startingStep: 1', 'startingStep: 1\n        dryRun: [{metricName: rate}]'], 'SC0705'],
  ['a dry run of everything', 'http', ['startingStep: 4', 'startingStep: 4\n        dryRun: [{metricName: ".*"}]'], 'SC0705'],
  ['no templates', 'shop', ['templates: [{templateName: shop}]', 'templates: []'], 'SC0310 SC0705'],
  ['a template that there is not', 'shop', ['templateName: shop}', 'templateName: shp}'], 'SC0603'],
  ['no analysis', 'shop', [/      analysis:\n[^]*?steps:/, '      steps:'], 'SC0705'],
];

const TELEMETRY: Row[] = [
  ['another label in the query', 'shop', [/rollout_hash="/g, 'rolout_hash="'], 'SC0425'],
  ['another label in the Telemetry', 'shop', ['rollout_hash: {value', 'rolout_hash: {value'], 'SC0425'],
  ['another label of the pods', 'shop', ['rollouts-pod-template-hash', 'pod-template-hash'], 'SC0425'],
  ['a selector that selects nothing', 'shop', ['{matchLabels: {app: shop}}\n  metrics', '{matchLabels: {app: shp}}\n  metrics'], 'SC0425'],
  ['the mode of callers', 'grpc', ['mode: SERVER', 'mode: CLIENT'], 'SC0425'],
  ['other metrics', 'shop', ['- overrides:\n    - tag', '- overrides:\n    - match: {metric: REQUEST_DURATION}\n      tag'], 'SC0425'],
];

const STEPS: Row[] = [
  ['no weight above 0', 'shop', ['setWeight: 20', 'setWeight: 0', 'setWeight: 100', 'setWeight: 0'], 'SC0703'],
  ['a first weight of 0', 'shop', ['setWeight: 20', 'setWeight: 0'], 'SC0703'],
  ['pauses before weights', 'shop', [/- setWeight: 20\n.*\n.*\n.*\n/, '- pause: {duration: 5m}\n      - pause: {duration: 5m}\n      - setWeight: 20\n      - setWeight: 100\n'], 'SC0703'],
  ['a canary without pods', 'shop', ['- setWeight: 20', '- setCanaryScale: {replicas: 0}\n      - setWeight: 20'], 'SC0703 SC0711'],
  ['one pod for all requests', 'shop', ['- setWeight: 20', '- setCanaryScale: {replicas: 1}\n      - setWeight: 20'], 'SC0711'],
  ['a scale that nothing takes back', 'http', [/        - setCanaryScale:\n            matchTrafficWeight: true\n/, ''], 'SC0711'],
  ['a subset that there is not, in the Rollout', 'shop', ['canarySubsetName: canary', 'canarySubsetName: canry'], 'SC0214 SC0604'],
  ['a subset that there is not, in the route', 'shop', ['subset: canary}', 'subset: canry}'], 'SC0214'],
  ['a route that there is not', 'shop', ['routes: [primary]', 'routes: [secondary]'], 'SC0211'],
  ['no abort at the progress deadline', 'shop', ['Abort: true', 'Abort: false'], 'SC0713'],
  ['no stable Service', 'shop', ['      stableService: shop-stable\n', ''], 'SC0713'],
];

/** What breaks a bundle without a word, and why. */
const SILENT: Row[] = [
  ['no Telemetry: a scrape may add the label as well, and the cluster is not asked', 'shop', [/apiVersion: telemetry[^]*?---\n/, ''], ''],
  ['the metric switched off in the Telemetry: it may be on in another place, and the twin does not read that', 'shop', ['  - overrides:\n', '  - overrides:\n    - {match: {metric: REQUEST_COUNT}, disabled: true}\n'], ''],
  ['only some bad codes: who counts 4xx means them, and the twin\'s canary fails with 500', 'shop', ['5..|0', '4..'], ''],
  ['a dry run of one metric of three: the others decide, and somebody wrote it down', 'http', ['startingStep: 4', 'startingStep: 4\n        dryRun: [{metricName: latency.*}]'], ''],
];

/** What looks like a mistake, and does no harm in the twin. */
const HARMLESS: Row[] = [
  ['no initialDelay: so few failures are tolerated in time', 'shop', ['    initialDelay: 90s\n', ''], ''],
  ['isNaN forgotten in a successCondition: what is no number is not above anything', 'shop', ['!isNaN(result[0]) && ', ''], ''],
  ['no vector(0) in a share of good answers: nothing fails as 0 does', 'shop', [' or vector(0)', ''], ''],
  ['no reporter: one end alone reports the label', 'shop', [/reporter="destination", /g, ''], ''],
  ['a window longer than a stage: a canary that fails all of its requests shows in it at once', 'shop', [/\[1m\]/g, '[30m]'], ''],
];

function changed(bundle: Sound, change: Change): string {
  let text = SOUND[bundle];
  for (let at = 0; at < change.length; at += 2) {
    const before = text;
    text = text.replace(change[at], change[at + 1] as string);
    if (text === before) throw new Error(`there is no ${change[at]} in it`);
  }
  return text;
}

/** The errors and warnings; the Gateway of an ingress is somebody else's. */
function codesIn(text: string): string {
  const { manifests, problems } = readManifests(text, 'bundle.yaml');
  const { findings } = validate(manifests, { problems, complete: true });
  const said = findings.filter(({ severity, path }) => severity !== Severity.INFO && !path.includes('gateways'));
  return [...new Set(said.map(({ code }) => code))].sort().join(' ');
}

test.each(Object.keys(SOUND) as Sound[])('nothing is wrong in the sound bundle %s', (bundle) => {
  expect(codesIn(SOUND[bundle])).toBe('');
});

test.each(NUMBERS)('fails by its numbers: %s, in %s', (_, bundle, change, codes) => {
  expect(codesIn(changed(bundle, change))).toBe(codes);
});

test.each(QUERIES)('fails by what is asked: %s, in %s', (_, bundle, change, codes) => {
  expect(codesIn(changed(bundle, change))).toBe(codes);
});

test.each(CONDITIONS)('fails by its condition: %s, in %s', (_, bundle, change, codes) => {
  expect(codesIn(changed(bundle, change))).toBe(codes);
});

test.each(ARGUMENTS)('fails by its analysis: %s, in %s', (_, bundle, change, codes) => {
  expect(codesIn(changed(bundle, change))).toBe(codes);
});

test.each(TELEMETRY)('fails by its hash label: %s, in %s', (_, bundle, change, codes) => {
  expect(codesIn(changed(bundle, change))).toBe(codes);
});

test.each(STEPS)('fails by its steps: %s, in %s', (_, bundle, change, codes) => {
  expect(codesIn(changed(bundle, change))).toBe(codes);
});

test.each([...SILENT, ...HARMLESS])('nothing is said of %s, in %s', (_, bundle, change, codes) => {
  expect(codesIn(changed(bundle, change))).toBe(codes);
});

