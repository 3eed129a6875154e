import { Asked } from './ask';

const asked = new Asked(`
  v{job="a", pod="1"} 1
  v{job="a", pod="2"} 3
  v{job="b", pod="1"} 10
  n{pod="1"} NaN
  n{pod="2"} 2
  n{pod="3"} 1
`);

test.each<[string, Record<string, number>]>([
  ['sum(v)', { '{}': 14 }],
  ['sum by (job) (v)', { '{job="a"}': 4, '{job="b"}': 10 }],
  ['sum without (job) (v)', { '{pod="1"}': 11, '{pod="2"}': 3 }],
  ['sum by (__name__, none) (v)', { '{__name__="v"}': 14 }],
  ['avg by (job) (v)', { '{job="a"}': 2, '{job="b"}': 10 }],
  ['count(v)', { '{}': 3 }],
  ['group by (pod) (v)', { '{pod="1"}': 1, '{pod="2"}': 1 }],
  ['min(n)', { '{}': 1 }],
  ['max(n)', { '{}': 2 }],
  ['sum(n)', { '{}': NaN }],
  ['stdvar(v{job="a"})', { '{}': 1 }],
  ['stddev(v{job="a"})', { '{}': 1 }],
  ['stdvar(n)', { '{}': NaN }],
  ['quantile(0.5, v)', { '{}': 3 }],
  ['quantile(0.25, v)', { '{}': 2 }],
  ['quantile(2, v)', { '{}': Infinity }],
  ['quantile(NaN, v)', { '{}': NaN }],
  ['quantile(0, n)', { '{}': NaN }],
  ['sum(nothing)', {}],
  ['count_values("value", v)', { '{value="1"}': 1, '{value="3"}': 1, '{value="10"}': 1 }],
  ['count_values by (job) ("pod", v * 0 + 1e21)', { '{job="a", pod="1000000000000000000000"}': 2, '{job="b", pod="1000000000000000000000"}': 1 }],
  ['count_values without (pod) ("is", n)', { '{is="NaN"}': 1, '{is="2"}': 1, '{is="1"}': 1 }],
  ['topk by (job) (1, v)', { '{__name__="v", job="a", pod="2"}': 3, '{__name__="v", job="b", pod="1"}': 10 }],
  ['topk(0, v)', {}],
])('%s', (query, expected) => {
  expect(asked.at(0, query)).toEqual(expected);
});

test.each([
  ['topk(2, v)', [10, 3]], ['topk(9, n)', [2, 1, NaN]], ['bottomk(2, v)', [1, 3]], ['bottomk(1, n)', [1]], ['sort(n)', [1, 2, NaN]], ['sort_desc(n)', [2, 1, NaN]], ['topk(2.9, v)', [10, 3]],
])('%s has an order', (query, values) => {
  expect(Object.values(asked.at(0, query))).toEqual(values);
});

test('of many, NaN is last, too', () => {
  const many = new Asked(Array.from({ length: 20 }, (_, index) => `m{i="${index}"} ${index % 5 === 0 ? 'NaN' : index}`).join('\n'));
  expect(Object.values(many.at(0, 'sort(m)'))).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 19, NaN, NaN, NaN, NaN]);
  expect(Object.values(many.at(0, 'topk(3, m)'))).toEqual([19, 18, 17]);
});

test.each([
  ['topk(NaN, v)', 'Parameter value is NaN'],
  ['bottomk(scalar(n{pod="1"}), v)', 'Parameter value is NaN'],
  ['topk(Inf, v)', 'Scalar value +Inf overflows int64'],
  ['topk(1e300, v)', 'Scalar value 1e+300 overflows int64'],
  ['count_values("", v)', 'invalid label name ""'],
])('fails for %s', (query, message) => {
  expect(() => asked.at(0, query)).toThrow(message);
});

test('the best may be others at each step', () => {
  const changing = new Asked('v{x="1"} 1 5\nv{x="2"} 3 3');
  expect(changing.over(0, 15, 15, 'topk(1, v)')).toEqual({ '{__name__="v", x="1"}': [undefined, 5], '{__name__="v", x="2"}': [3, undefined] });
  expect(changing.over(0, 15, 15, 'quantile(time() / 15, v)')).toEqual({ '{}': [1, 5] });
  expect(() => changing.over(0, 15, 15, 'topk(1 + 0 / time(), v)')).toThrow('Parameter value is NaN');
});
