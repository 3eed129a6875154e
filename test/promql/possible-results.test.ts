import { alwaysAnswers, mayBeNaN } from '../../src/promql/possible-results';
import { readQuery } from '../../src/promql/query';

test.each([
  ['vector(0)', true],
  ['sum(a) or vector(0)', true],
  ['vector(0) or sum(a)', true],
  ['(sum(a) or vector(0)) / (sum(b) or vector(1))', true],
  ['-(clamp_max(sum(a) or vector(0), 1))', true],
  ['sum(a or vector(0))', true],
  ['scalar(sum(a))', true],
  ['vector(1) == bool 1', true],
  ['sum(a)', false],
  ['(sum(a) or vector(0)) / sum(b)', false],
  ['(sum(a) or vector(0)) > 1', false],
  ['topk(0, vector(1))', false],
  ['vector(1) and a', false],
  ['absent(a)', false],
])('%s always answers: %s', (query, expected) => {
  expect(alwaysAnswers(readQuery(query).expression!)).toBe(expected);
});

test.each([
  ['sum(a) / sum(b)', true],
  ['sum(a) / 0', true],
  ['scalar(a)', true],
  ['histogram_quantile(0.99, sum by (le) (rate(a_bucket[1m])))', true],
  ['sum(rate(a[1m])) / 1000', false],
  ['100 * sum(a)', false],
])('%s may be NaN: %s', (query, expected) => {
  expect(mayBeNaN(readQuery(query).expression!)).toBe(expected);
});
