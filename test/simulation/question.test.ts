import { newWorld } from './world/shop';
import { type Measured } from '../../src/simulation/measurement';
import { Question, refusalOf } from '../../src/simulation/question';
import { type MetricPlan } from '../../src/simulation/run-plan';

function plan(prometheus: object, more: Record<string, string> = {}, provider: object = { prometheus }): MetricPlan {
  const definition = JSON.parse(JSON.stringify({ name: 'checked', provider, ...more }));
  const limits = { failureLimit: 0, inconclusiveLimit: 0, consecutiveErrorLimit: 4, consecutiveSuccessLimit: 0 };
  return { name: 'checked', ...limits, isDryRun: false, definition };
}

/** What a query measures after ten minutes of 100 requests per second, 20 % of which go to the canary. */
function measured(query: string, more: Record<string, string> = {}): Measured {
  return new Question(plan({ query }, more), '1.9').measure(newWorld(), 600_000);
}

test.each([
  ['a vector', 'vector(0.5)', '[0.5]'],
  ['a scalar', '0.5', '0.5'],
  ['an empty vector', 'absent(vector(1))', '[]'],
  ['several elements', 'round(sum by (rollout_hash) (rate(istio_requests_total{reporter="destination"}[1m])))', '[20,80]'],
  ['a matrix', 'vector(2)[30s:15s]', '[2,2]'],
  ['no number', 'vector(0) / 0', '[NaN]'],
  ['infinity', '1 / vector(0)', '[+Inf]'],
  ['a large number', 'vector(1e21)', '[1000000000000000000000]'],
])('writes %s down as the controller does', (_, query, value) => {
  expect(measured(query)).toEqual({ phase: 'Successful', value, seconds: 0 });
});

test.each([
  ['result[0] > 0', '', 'Successful'],
  ['result[0] > 1', '', 'Failed'],
  ['result[0] > 1', 'result[0] < 0', 'Inconclusive'],
  ['', 'result[0] == 0.5', 'Failed'],
])('judges by success \'%s\' and failure \'%s\'', (successCondition, failureCondition, phase) => {
  expect(measured('vector(0.5)', { successCondition, failureCondition })).toMatchObject({ phase, value: '[0.5]' });
});

test('fails with an error and without a value where a condition cannot be evaluated', () => {
  const { phase, value, message } = measured('absent(vector(1))', { successCondition: 'result[0] > 0' });
  expect([phase, value]).toEqual(['Error', undefined]);
  expect(message).toBe('there is no element 0, because there are none');
});

test.each([
  ['"text"', 'Prometheus metric type not supported'],
  ['sum(', 'bad_data: invalid parameter "query": '],
  ['limitk(2, vector(1))', 'bad_data: invalid parameter "query": '],
  ['vector(1) + on () (label_replace(vector(1), "a", "b", "", "") or vector(2))', 'many'],
])('fails with an error for %s', (query, message) => {
  const answer = measured(query);
  expect(answer.phase).toBe('Error');
  expect(answer.message).toContain(message);
});

test.each([
  [{ query: 'up' }, undefined, undefined],
  [{ query: 'up', rangeQuery: { start: 'now()' } }, undefined, 'metric \'checked\' has a rangeQuery, which is not simulated'],
  [{}, { web: { url: 'http://a' } }, 'metric \'checked\' is measured by web, and a scenario has only Prometheus'],
])('says of %j and %j whether it can be measured', (prometheus, provider, refusal) => {
  expect(refusalOf(plan(prometheus, {}, provider))).toBe(refusal);
});
