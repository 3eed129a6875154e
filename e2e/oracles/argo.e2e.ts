import { ArgoOracle, type ConditionResult, MeasureOracle } from './argo';

let argo: ArgoOracle;
let next: MeasureOracle;

beforeAll(async () => {
  argo = await ArgoOracle.start();
  next = await MeasureOracle.start('argo-1.10');
});

afterAll(async () => {
  await argo.stop();
  await next.stop();
});

test('the oracles are the releases that they are named after', async () => {
  expect(await argo.versions()).toMatchObject({ 'github.com/argoproj/argo-rollouts': 'v1.9.1', 'github.com/antonmedv/expr': 'v1.15.5', 'k8s.io/api': 'v0.34.1' });
  expect(await next.versions()).toMatchObject({ 'github.com/argoproj/argo-rollouts': 'v1.10.1', 'github.com/expr-lang/expr': 'v1.17.7' });
});

describe('conditions', () => {
  test.each<[string, ConditionResult, boolean]>([
    ['result >= 0.95', { scalar: 0.95 }, true],
    ['result[0] >= 0.95', { vector: [0.94, 1] }, false],
    ['len(result) == 3 && result[2] == 3', { matrix: [[1, 2], [3]] }, true],
    ['result[0] >= 0.95', { vector: ['NaN'] }, false],
    ['isNaN(result[0])', { vector: ['NaN'] }, true],
    ['isInf(result[0])', { vector: ['+Inf'] }, true],
    ['result[0] < 0', { vector: ['-Inf'] }, true],
    ['result.errors == 0', { json: { errors: 0 } }, true],
    ['isNil(result)', { json: null }, true],
  ])('%s on %j is %s in both releases', async (condition, result, value) => {
    expect(await argo.condition(condition, result)).toEqual({ value });
    expect(await next.condition(condition, result)).toEqual({ value });
  });

  test('fails on an empty vector with the evaluator\'s own words', async () => {
    const empty = { vector: [] };
    expect(await argo.condition('result[0] >= 0.95', empty)).toEqual({ message: 'reflect: slice index out of range' });
    expect(await next.condition('result[0] >= 0.95', empty)).toEqual({ message: 'index out of range: 0 (array length is 0)' });
    expect(await argo.condition('result >= 0.95', { vector: [1] })).toHaveProperty('message', expect.stringContaining('invalid operation: >= (mismatched types []float64 and float64)'));
  });

  test.each([
    [{ successCondition: 'result[0] >= 1' }, 'Successful', 'Failed'],
    [{ failureCondition: 'result[0] < 1' }, 'Successful', 'Failed'],
    [{ successCondition: 'result[0] >= 1', failureCondition: 'result[0] < 0' }, 'Successful', 'Inconclusive'],
    [{}, 'Successful', 'Successful'],
  ])('%j is %s on 1 and %s on 0', async (metric, onOne, onZero) => {
    for (const oracle of [argo, next]) {
      expect(await oracle.verdict(metric, { vector: [1] })).toEqual({ phase: onOne });
      expect(await oracle.verdict(metric, { vector: [0] })).toEqual({ phase: onZero });
    }
  });

  test('a verdict is Error where a condition cannot be evaluated, and 1.10 says of what', async () => {
    const metric = { successCondition: 'result[0] >= 0.95' };
    expect(await argo.verdict(metric, { vector: [] })).toEqual({ phase: 'Error', message: 'reflect: slice index out of range' });
    expect(await next.verdict(metric, { vector: [] })).toEqual({
      phase: 'Error',
      message: 'could not evaluate successCondition "result[0] >= 0.95": metric result is nil or empty: no data returned from the metric provider',
    });
  });
});

describe('the Prometheus provider', () => {
  const metric = { name: 'up', successCondition: 'result[0] >= 1', provider: { prometheus: { address: 'http://prometheus:9090', query: 'up' } } };
  const success = (resultType: string, result: unknown) => ({ status: 200, body: JSON.stringify({ status: 'success', data: { resultType, result } }) });

  test('a vector is measured, by a POST of the query', async () => {
    const measured = await argo.measure(metric, success('vector', [{ metric: { pod: 'a' }, value: [0, '1'] }, { metric: { pod: 'b' }, value: [0, 'NaN'] }]));
    expect(measured).toMatchObject({ phase: 'Successful', value: '[1,NaN]' });
    expect(measured.asked).toEqual([expect.objectContaining({ path: '/api/v1/query', form: expect.objectContaining({ query: 'up' }) })]);
  });

  test.each([
    ['a scalar', success('scalar', [0, '0.5']), 'type float64[int] is undefined'],
    ['an empty vector', success('vector', []), 'slice index out of range'],
    ['text', success('string', [0, 'x']), 'unexpected value type "string"'],
    ['a refusal', { status: 400, body: '{"status":"error","errorType":"bad_data","error":"no such function"}' }, 'bad_data: no such function'],
    ['a page of a proxy', { status: 502, body: '<html>' }, 'server_error: server error: 502'],
    ['anything but JSON', { status: 200, body: 'x' }, 'expect { or n, but found x'],
  ])('%s is an Error where the condition wants result[0]', async (_, answer, message) => {
    expect(await argo.measure(metric, answer)).toMatchObject({ phase: 'Error', message: expect.stringContaining(message) });
    expect(await next.measure(metric, answer)).toMatchObject({ phase: 'Error' });
  });

  test.each([
    ['prometheus:9090', 'prometheus address is not is url format'],
    ['', 'prometheus address is not configured'],
  ])('the address %j is an Error before anything is asked', async (address, message) => {
    const wrong = { ...metric, provider: { prometheus: { address, query: 'up' } } };
    expect(await argo.measure(wrong, success('vector', []))).toEqual({ phase: 'Error', message, asked: [] });
  });

  test('a timeout of 0 is over before anything is asked', async () => {
    const impatient = { ...metric, provider: { prometheus: { ...metric.provider.prometheus, timeout: 0 } } };
    expect(await argo.measure(impatient, success('vector', []))).toMatchObject({ phase: 'Error', message: expect.stringContaining('context deadline exceeded'), asked: [] });
  });
});

describe('metrics', () => {
  const prometheus = { provider: { prometheus: { address: 'http://prometheus', query: 'x{hash="{{args.hash}}"}' } } };

  test('arguments are resolved', async () => {
    const { accepted, metric } = await argo.metric({ name: 'a', ...prometheus }, [{ name: 'hash', value: 'abc' }]);
    expect(accepted).toBe(true);
    expect(metric!.provider.prometheus!.query).toBe('x{hash="abc"}');
  });

  test.each([
    ['an argument that nobody gives', { name: 'a', ...prometheus }, 'failed to resolve {{args.hash}}'],
    ['an interval that is no Go duration', { name: 'a', interval: '1d', provider: { prometheus: {} } }, 'time: unknown unit "d" in duration "1d"'],
    ['several measurements without an interval', { name: 'a', count: 3, provider: { prometheus: {} } }, 'interval must be specified when count > 1'],
    ['no provider', { name: 'a', provider: {} }, 'no provider specified'],
    ['a text for a number', { name: 'a', provider: { prometheus: { timeout: 'x' } } }, 'json: cannot unmarshal string into Go struct field'],
  ])('fails with %s', async (_, metric, message) => {
    const refused = await argo.metric(metric);
    expect(refused.accepted).toBe(false);
    expect(refused.message).toContain(message);
  });
});

test('a request that makes no sense is an error, and the next one is answered', async () => {
  await expect(argo.condition('true', {} as ConditionResult)).rejects.toThrow('\'result\' must be one of scalar, vector, matrix and json');
  expect(await argo.condition('true', { scalar: 1 })).toEqual({ value: true });
});
