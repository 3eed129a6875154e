import { messagesOf } from './measured-query';

const BY_POD = 'sum by (pod) (rate(istio_requests_total{reporter="destination",h="{{args.canary-hash}}"}[2m]))';

test.each([
  ['the first alone', 'len(result) > 0 && result[0] >= 5'],
  ['any', 'any(result, # >= 5)'],
  ['none that is bad at the beginning', 'len(result) > 0 && !(result[0] < 5)'],
])('fails where conditions look at %s', (_, condition) => {
  expect(messagesOf('SC0415', { query: BY_POD, condition })).toEqual([
    'the query of metric \'m\' may answer with several numbers, one for each pod, and a bad one behind a good one passes: in which order they come nobody promises',
  ]);
});

test.each([
  ['all of them', BY_POD, 'len(result) > 0 && all(result, # >= 5)'],
  ['one that has to be the only one', BY_POD, 'len(result) == 1 && result[0] >= 5'],
  ['the only one that there is', `sum(${BY_POD})`, 'len(result) > 0 && result[0] >= 5'],
  ['a scalar', `scalar(${BY_POD})`, 'result >= 5'],
  ['nothing that can be read', 'sum by (pod) (rate(up))', 'result[0] >= 5'],
  ['what never fails', BY_POD, 'true'],
])('is silent where conditions look at %s', (_, query, condition) => {
  expect(messagesOf('SC0415', { query, condition })).toEqual([]);
});

test('is silent about what is only watched', () => {
  const asked = { query: BY_POD, condition: 'len(result) > 0 && result[0] >= 5' };
  expect(messagesOf('SC0415', { ...asked, analysis: 'dryRun: [{metricName: other}]' })).toHaveLength(1);
  expect(messagesOf('SC0415', { ...asked, analysis: 'dryRun: [{metricName: m}]' })).toEqual([]);
});
