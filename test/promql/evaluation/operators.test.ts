import { Asked } from './ask';

const asked = new Asked(`
  good{job="a", code="200"} 90
  good{job="a", code="204"} 5
  good{job="b", code="200"} 50
  all{job="a"} 100
  all{job="b"} 0
  zone{job="a", zone="x"} 1
`);

test.each<[string, Record<string, number>]>([
  ['all + 1', { '{job="a"}': 101, '{job="b"}': 1 }],
  ['1 / all', { '{job="a"}': 0.01, '{job="b"}': Infinity }],
  ['all > 0', { '{__name__="all", job="a"}': 100 }],
  ['50 < all', { '{__name__="all", job="a"}': 100 }],
  ['all > bool 0', { '{job="a"}': 1, '{job="b"}': 0 }],
  ['-all', { '{job="a"}': -100, '{job="b"}': -0 }],
  ['+all', { '{__name__="all", job="a"}': 100, '{__name__="all", job="b"}': 0 }],
  ['all / all', { '{job="a"}': 1, '{job="b"}': NaN }],
  ['good / all', {}],
  ['sum by (job) (good) / all', { '{job="a"}': 0.95, '{job="b"}': Infinity }],
  ['good / on(job) group_left all', { '{code="200", job="a"}': 0.9, '{code="204", job="a"}': 0.05, '{code="200", job="b"}': Infinity }],
  ['all * ignoring(code) group_right good', { '{code="200", job="a"}': 9000, '{code="204", job="a"}': 500, '{code="200", job="b"}': 0 }],
  ['good * on(job) group_left(zone) zone', { '{code="200", job="a", zone="x"}': 90, '{code="204", job="a", zone="x"}': 5 }],
  ['all == on(job) sum by (job) (all)', { '{job="a"}': 100, '{job="b"}': 0 }],
  ['all == all', { '{__name__="all", job="a"}': 100, '{__name__="all", job="b"}': 0 }],
  ['good and on(job) all', { '{__name__="good", code="200", job="a"}': 90, '{__name__="good", code="204", job="a"}': 5, '{__name__="good", code="200", job="b"}': 50 }],
  ['all and on(job) zone', { '{__name__="all", job="a"}': 100 }],
  ['all unless on(job) zone', { '{__name__="all", job="b"}': 0 }],
  ['zone or on(job) all', { '{__name__="zone", job="a", zone="x"}': 1, '{__name__="all", job="b"}': 0 }],
  ['nothing or vector(0)', { '{}': 0 }],
  ['all % 30', { '{job="a"}': 10, '{job="b"}': 0 }],
])('%s', (query, expected) => {
  expect(asked.at(0, query)).toEqual(expected);
});

test.each([
  ['all / on() zone', 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'],
  ['all / on() good', 'found duplicate series for the match group {} on the right hand-side of the operation: [{__name__="good", code="200", job="b"}, {__name__="good", code="200", job="a"}]'
    + ';many-to-many matching not allowed: matching labels must be unique on one side'],
  ['good * on(job) group_right all', 'found duplicate series for the match group {job="a"} on the left hand-side of the operation: '
    + '[{__name__="good", code="204", job="a"}, {__name__="good", code="200", job="a"}];many-to-many matching not allowed: matching labels must be unique on one side'],
  ['good * on(job) group_left(code) label_replace(all, "code", "1", "", "")', 'multiple matches for labels: grouping labels must ensure unique matches'],
  ['-label_replace({job="a", code=""}, "zone", "x", "", "")', 'vector cannot contain metrics with the same labelset'],
  ['label_replace(good, "code", "1", "", "")', 'vector cannot contain metrics with the same labelset'],
])('fails for %s as Prometheus does', (query, message) => {
  expect(() => asked.at(0, query)).toThrow(expect.objectContaining({ kind: 'execution', message }));
});

test('with one side empty nothing is wrong on the other', () => {
  expect(asked.at(0, 'nothing / on() good')).toEqual({});
});

test('who meets whom may change from step to step', () => {
  const changing = new Asked('a{x="1"} 1 1 1\nb{x="1", y="1"} 1 stale\nb{x="1", y="2"} _ 2 2');
  expect(changing.over(0, 30, 15, 'a + on(x) b')).toEqual({ '{x="1"}': [2, 3, 3] });
  expect(changing.over(0, 30, 15, 'a * on(x) group_left(y) b')).toEqual({ '{x="1", y="1"}': [1, undefined, undefined], '{x="1", y="2"}': [undefined, 2, 2] });
  expect(changing.over(0, 30, 15, '-{x="1", y=~"1|"} or b')).toEqual(expect.objectContaining({ '{__name__="b", x="1", y="2"}': [undefined, 2, 2] }));
});
