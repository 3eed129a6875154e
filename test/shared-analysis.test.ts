import { Chart, Duration, Testing } from 'cdk8s';
import {
  AnalysisArg, type AnalysisOptions, HashLabel, Prometheus, Protocol, SecretKey, SharedAnalysis, type SharedAnalysisProps, type SmartCanaryProps,
  Step, Threshold,
} from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

const PROMETHEUS = Prometheus.at('http://prometheus:9090');

function newShared(props: Partial<SharedAnalysisProps> = {}, chart = newChart(), id = 'shared'): SharedAnalysis {
  return new SharedAnalysis(chart, id, { name: 'http-canary', protocol: Protocol.HTTP, thresholds: [Threshold.successRate(0.95)], prometheus: PROMETHEUS, ...props });
}

function queryWith(args: { [name: string]: AnalysisArg }, name = 'queue'): Threshold {
  return Threshold.query(name, { query: `max(queue{a="${Object.keys(args).map((arg) => `{{args.${arg}}}`).join()}"})`, max: 1, args });
}

/** The analysis of a canary that uses shared ones, as its Rollout writes it. */
function analysisOf(templates: SharedAnalysis[], analysis: AnalysisOptions = {}, props: Partial<SmartCanaryProps> = {}): any {
  const chart = new Chart(templates[0].node.root, 'canary');
  newCanary({ thresholds: [], timeout: Duration.seconds(2), analysis: { templates, ...analysis }, ...props }, chart);
  return manifestOf(chart, 'Rollout').spec.strategy.canary.analysis;
}

describe('a shared analysis', () => {
  test('is one ClusterAnalysisTemplate without a namespace, with the most patient numbers', () => {
    const chart = newChart({ namespace: 'observability' });
    const shared = newShared({ measurementRetention: 20, dryRun: ['success-rate'] }, chart);
    const { metadata, spec } = manifestOf(chart, 'ClusterAnalysisTemplate');
    expect(metadata).toEqual({ name: 'http-canary' });
    expect(spec).toMatchObject({
      args: [{ name: 'canary-hash' }, { name: 'namespace' }],
      dryRun: [{ metricName: '^success-rate$' }],
      measurementRetention: [{ metricName: '^success-rate$', limit: 20 }],
      metrics: [{ name: 'success-rate', failureLimit: 3, interval: '1m', initialDelay: '1m35s', provider: { prometheus: { address: 'http://prometheus:9090' } } }],
    });
    expect(spec.metrics[0]).not.toHaveProperty('count');
    expect(shared.template.name).toBe('http-canary');
  });

  test('keeps the numbers that are given, those of a threshold before its own', () => {
    const chart = newChart();
    const thresholds = [Threshold.successRate(0.95, { failureLimit: 0 }), Threshold.requestVolume({ min: 1 })];
    const assumed = { traffic: { podStartup: Duration.minutes(1) }, target: { scrapeInterval: Duration.seconds(10) } };
    newShared({ thresholds, failureLimit: 1, interval: Duration.seconds(30), ...assumed }, chart);
    const { metrics } = manifestOf(chart, 'ClusterAnalysisTemplate').spec;
    expect(metrics.map(({ failureLimit, interval, initialDelay }: any) => [failureLimit, interval, initialDelay])).toEqual([[0, '30s', '1m50s'], [1, '30s', '1m50s']]);
    expect(metrics[0].provider.prometheus.query).toContain('}[40s]');
  });

  test('counts a request without an answer as a failure where all routes have a timeout', () => {
    const chart = newChart();
    newShared({ timeouts: true }, chart);
    expect(manifestOf(chart, 'ClusterAnalysisTemplate').spec.metrics[0].provider.prometheus.query).not.toContain('response_code!="0"');
  });

  test('declares each argument by what it is', () => {
    const chart = newChart();
    const args = {
      window: AnalysisArg.value('5m'), team: AnalysisArg.required(), label: AnalysisArg.fieldRef('metadata.labels[\'team\']'), token: AnalysisArg.secret(SecretKey.of('shop', 'tenant')),
    };
    newShared({ thresholds: [queryWith(args)] }, chart);
    expect(manifestOf(chart, 'ClusterAnalysisTemplate').spec.args).toEqual([
      { name: 'window', value: '5m' }, { name: 'team' }, { name: 'label' }, { name: 'token', valueFrom: { secretKeyRef: { name: 'shop', key: 'tenant' } } },
    ]);
    expect(analysisOf([newShared({ thresholds: [queryWith(args)] })], { args: { team: AnalysisArg.value('shop') } }).args).toEqual([
      { name: 'team', value: 'shop' }, { name: 'label', valueFrom: { fieldRef: { fieldPath: 'metadata.labels[\'team\']' } } },
    ]);
  });

  test.each<[string, Partial<SharedAnalysisProps>, string]>([
    ['no threshold', { thresholds: [] }, '\'thresholds\' of SharedAnalysis \'http-canary\' must not be empty, got []; Argo Rollouts refuses a template without metrics: add Threshold.successRate(0.95)'],
    ['a dry run of nothing', { dryRun: ['latency'] },
      '\'dryRun\' of SharedAnalysis \'http-canary\' must hold names of thresholds (success-rate), got \'latency\'; give one of those names, or leave it out'],
    ['half a failure', { failureLimit: 0.5 }, '\'failureLimit\' of SharedAnalysis \'http-canary\' must be an integer of at least 0, got 0.5; give the number of failed measurements to tolerate'],
    ['a count that cannot fail', { count: 2, failureLimit: 2 },
      '\'count\' of threshold \'success-rate\' of SharedAnalysis \'http-canary\' must be above failureLimit, 2, got 2; '
      + 'one more failure than that is a failed analysis, and there could not be so many: raise it, or lower failureLimit'],
    ['no label', { hashLabel: HashLabel.none() },
      '\'hashLabel\' must name a label that tells canary from stable, because threshold \'success-rate\' measures the canary alone, got HashLabel.none(); '
      + 'use HashLabel.telemetry(), or a Threshold.query that needs none'],
    ['inconclusive ones that cannot be', { inconclusiveLimit: 1 },
      '\'inconclusiveLimit\' of SharedAnalysis \'http-canary\' must go with a failureCondition, got 1 without one; what is measured there is good or bad and never inconclusive: leave it out'],
  ])('fails with %s', (_, props, message) => {
    expect(messageOf(() => newShared(props))).toBe(message);
  });

  test('fails where its name is there already', () => {
    const chart = newChart();
    newShared({}, chart, 'one');
    expect(messageOf(() => newShared({}, chart, 'two'))).toBe(
      '\'name\' must be its own in the cluster, got \'http-canary\' again at \'test/two\', the first is \'test/one/Template\'; give one of them another name',
    );
  });
});

describe('a canary with a shared analysis', () => {
  test('needs no threshold of its own, and labels its pods\' metrics all the same', () => {
    const chart = newChart();
    const canary = newCanary({ thresholds: [], analysis: { templates: [newShared()] } }, chart);
    expect(canary.analysisTemplate).toBeUndefined();
    expect(canary.telemetry).toBeDefined();
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary.analysis).toEqual({
      templates: [{ templateName: 'http-canary', clusterScope: true }],
      startingStep: 1,
      args: [{ name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } }, { name: 'namespace', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }],
    });
  });

  test('uses it beside others and its own, each argument once', () => {
    const args = { window: AnalysisArg.value('5m') };
    const chart = newChart();
    const other = newShared({ name: 'queues', thresholds: [queryWith(args)] }, chart, 'other');
    const analysis = analysisOf([newShared({}, chart), other], { args: { window: AnalysisArg.value('1m') }, measurementRetention: 5 }, { thresholds: [Threshold.requestVolume({ min: 1 })] });
    expect(analysis.templates).toEqual([{ templateName: 'shop' }, { templateName: 'http-canary', clusterScope: true }, { templateName: 'queues', clusterScope: true }]);
    expect(analysis.args.map(({ name, value }: any) => [name, value])).toEqual([['canary-hash', undefined], ['namespace', undefined], ['window', '1m']]);
  });

  test('leaves a default to the template', () => {
    expect(analysisOf([newShared({ thresholds: [queryWith({ window: AnalysisArg.value('5m') })] })])).not.toHaveProperty('args');
  });

  test('is applied after it, across charts', () => {
    const app = Testing.app();
    const [late, early] = [new Chart(app, 'a-late'), new Chart(app, 'z-early')];
    newCanary({ thresholds: [], analysis: { templates: [newShared({}, early)] } }, late);
    app.synth();
    expect(late.node.dependencies).toContain(early);
  });

  test('is judged by its numbers', () => {
    const steps = [Step.weight(20), Step.pause(Duration.minutes(3))];
    const thresholds = [Threshold.successRate(0.95), Threshold.latency({ percentile: 99, max: Duration.millis(300) })];
    const { findings } = newCanary({ steps, thresholds: [], timeout: Duration.seconds(2), analysis: { templates: [newShared({ thresholds })] } }, newChart({ namespace: 'arch' }));
    expect(findings.filter(({ resource }) => resource === 'ClusterAnalysisTemplate/http-canary').map(({ code, path }) => [code, path])).toEqual([
      ['SC0403', 'spec.metrics'],
      ['SC0404', 'spec.metrics'],
      ['SC0405', 'spec.metrics[1].successCondition'],
      ['SC0301', 'spec.metrics[0]'],
      ['SC0301', 'spec.metrics[1]'],
    ]);
    expect(findings.map(({ code }) => code)).not.toContain('SC0705');
    expect(findings.map(({ code }) => code)).not.toContain('SC0303');
  });

  test('hears nothing of requests that hang where all have a timeout', () => {
    const props = { thresholds: [], timeout: Duration.seconds(2) };
    expect(newCanary({ ...props, analysis: { templates: [newShared({ timeouts: true })] } }).findings.map(({ code }) => code)).not.toContain('SC0404');
  });

  test.each<[string, Partial<SharedAnalysisProps>, Partial<SmartCanaryProps>, string]>([
    ['another protocol', { protocol: Protocol.GRPC }, { protocol: Protocol.HTTP },
      'SharedAnalysis \'http-canary\' must be for the protocol of canary \'shop\', http, got grpc; its queries would find no requests, and every release would be aborted: '
      + 'use one for that protocol, or state protocol where the service speaks another'],
    ['another label', { hashLabel: HashLabel.scraped('pod_hash') }, {},
      'SharedAnalysis \'http-canary\' must use the hash label of canary \'shop\', rollout_hash, got pod_hash; its queries would find no requests, and every release would be aborted: '
      + 'state the same hashLabel in both'],
    ['more scrapes', { target: { scrapeInterval: Duration.seconds(10) } }, {},
      'SharedAnalysis \'http-canary\' must be for a scrape interval of at least that of canary \'shop\', 15 s, got 10 s; its queries would look back over too few scrapes: '
      + 'state the longer one as its target.scrapeInterval'],
    ['timeouts', { timeouts: true }, { timeout: undefined },
      'SharedAnalysis \'http-canary\' must not count on timeouts that canary \'shop\' does not have, got timeouts: true; a caller who leaves would count as a failure: '
      + 'state timeout in the canary, or timeouts: false in the shared analysis'],
    ['a threshold of the same name', {}, { thresholds: [Threshold.successRate(0.9)] },
      'thresholds that canary \'shop\' uses together must have distinct names, got \'success-rate\' in template \'shop\' and SharedAnalysis \'http-canary\'; '
      + 'Argo Rollouts would refuse the Rollout: give one of them another name'],
  ])('fails where one is for %s', (_, shared, props, message) => {
    expect(messageOf(() => analysisOf([newShared(shared)], {}, props))).toBe(message);
  });

  test('takes one for other services where all queries say themselves what they count', () => {
    const shared = newShared({ protocol: Protocol.GRPC, hashLabel: HashLabel.none(), timeouts: true, thresholds: [queryWith({})] });
    expect(analysisOf([shared], {}, { protocol: Protocol.HTTP, timeout: undefined }).templates).toHaveLength(1);
  });

  const DECLARED = {
    window: AnalysisArg.value('5m'), team: AnalysisArg.required(), label: AnalysisArg.fieldRef('metadata.name'), token: AnalysisArg.secret(SecretKey.of('shop', 'tenant')),
  };
  const TEAM = { team: AnalysisArg.value('shop') };

  test.each<[string, AnalysisOptions['args'], string]>([
    ['nothing for one that is required', undefined,
      '\'args\' of canary \'shop\' must hold \'team\', which SharedAnalysis \'http-canary\' requires, got none; add args: { \'team\': AnalysisArg.value(…) }'],
    ['one that nobody declares', { ...TEAM, windows: AnalysisArg.value('1m') },
      '\'args\' of canary \'shop\' must hold names that a SharedAnalysis leaves open (window, team), got \'windows\'; nobody would read it: leave it out'],
    ['one for a secret', { ...TEAM, token: AnalysisArg.value('1m') },
      '\'args\' of canary \'shop\' must not hold \'token\', got \'1m\' for it; in SharedAnalysis \'http-canary\' it is key \'tenant\' of Secret \'shop\', which would win: leave it out'],
    ['one that the Rollout fills in', { ...TEAM, label: AnalysisArg.value('1m') },
      '\'args\' of canary \'shop\' must not hold \'label\', got \'1m\' for it; in SharedAnalysis \'http-canary\' it is field metadata.name, which the Rollout fills in: leave it out'],
    ['a secret', { team: AnalysisArg.secret(SecretKey.of('shop', 'team')) },
      '\'args\' of canary \'shop\' must give \'team\' as a value, a fieldRef or a podTemplateHash, got key \'team\' of Secret \'shop\'; a Rollout can pass no other: '
      + 'declare a Secret in SharedAnalysis \'http-canary\''],
    ['another open one', { team: AnalysisArg.required() },
      '\'args\' of canary \'shop\' must give \'team\' as a value, a fieldRef or a podTemplateHash, got a required argument; a Rollout can pass no other: '
      + 'declare a Secret in SharedAnalysis \'http-canary\''],
  ])('fails when it gives %s', (_, args, message) => {
    expect(messageOf(() => analysisOf([newShared({ thresholds: [queryWith(DECLARED)] })], { args }))).toBe(message);
  });

  test('fails where an argument means two things', () => {
    const one = newShared({ name: 'one', thresholds: [queryWith({ window: AnalysisArg.value('5m') }, 'a')] });
    const two = newShared({ name: 'two', thresholds: [queryWith({ window: AnalysisArg.value('1m') }, 'b')] });
    const meaning = (first: string, second: string) => `argument 'window' must mean the same in all templates that canary 'shop' uses together, got '5m' in ${first} `
      + `and '1m' in ${second}; Argo Rollouts has one argument of a name: give one of them another`;
    expect(messageOf(() => analysisOf([one, two]))).toBe(meaning('SharedAnalysis \'one\'', 'SharedAnalysis \'two\''));
    expect(messageOf(() => analysisOf([two], {}, { thresholds: [queryWith({ window: AnalysisArg.value('5m') }, 'c')] }))).toBe(meaning('template \'shop\'', 'SharedAnalysis \'two\''));
  });

  test('fails where an argument of its own threshold is given once more', () => {
    const window = AnalysisArg.value('5m');
    const shared = newShared({ thresholds: [queryWith({ window }, 'a')] });
    expect(messageOf(() => analysisOf([shared], { args: { window } }, { thresholds: [queryWith({ window }, 'b')] }))).toBe(
      '\'args\' of canary \'shop\' must not hold \'window\', got \'5m\' for it; a threshold of its own gives it as well: leave it out of one of them',
    );
  });

  test('fails where two Prometheus credentials meet, of which one would be sent to both', () => {
    const withToken = (secret: string) => Prometheus.at('http://prometheus:9090', { bearerToken: SecretKey.of(secret, 'token') });
    const one = newShared({ name: 'one', prometheus: withToken('a') });
    const two = newShared({ name: 'two', prometheus: withToken('b'), thresholds: [queryWith({})] });
    expect(messageOf(() => analysisOf([one, two]))).toContain('argument \'prometheus-bearer-token\' must mean the same in all templates');
  });

  test('fails where one is there twice', () => {
    const shared = newShared();
    expect(messageOf(() => analysisOf([shared, shared]))).toBe('\'templates\' of canary \'shop\' must hold each SharedAnalysis once, got \'http-canary\' twice; leave one of them out');
  });

  test('fails where its numbers are nobody\'s', () => {
    expect(messageOf(() => analysisOf([newShared()], { interval: Duration.seconds(30) }))).toBe(
      '\'analysis.interval\' must go with thresholds of its own, got none of them; a SharedAnalysis has its own numbers: leave it out, or give it there',
    );
  });

  test('fails where nobody reads its arguments', () => {
    expect(messageOf(() => newCanary({ analysis: { args: { window: AnalysisArg.value('5m') } } }))).toBe(
      '\'args\' of canary \'shop\' must hold names that a SharedAnalysis leaves open (none), got \'window\'; nobody would read it: leave it out',
    );
  });
});
