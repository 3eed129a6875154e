import { SeriesStore } from '../../../src/promql/series/series';
import { SeriesFileError } from '../../../src/promql/series/series-file-error';
import { readSeriesNotation } from '../../../src/promql/series/series-notation';

function read(text: string) {
  const store = new SeriesStore();
  readSeriesNotation(text, 1000, store);
  return Array.from(store.all(), ({ labels, times, values, length, ends }) => ({
    labels: labels.toString(),
    samples: Array.from(values.subarray(0, length), (value, index) => [times[index] / 1000, value]),
    ends: ends.map((end) => end / 1000),
  }));
}

test.each<[string, (readonly [number, number])[], number[]]>([
  ['1 2 3', [[0, 1], [1, 2], [2, 3]], []],
  ['0+10x3', [[0, 0], [1, 10], [2, 20], [3, 30]], []],
  ['10-2.5x2', [[0, 10], [1, 7.5], [2, 5]], []],
  ['-1x2', [[0, -1], [1, -1], [2, -1]], []],
  ['0x0', [[0, 0]], []],
  ['1 _ 2 _x2 3', [[0, 1], [2, 2], [5, 3]], []],
  ['1 stale 2 stale', [[0, 1], [2, 2]], [1, 3]],
  ['NaN Inf -inf +Inf', [[0, NaN], [1, Infinity], [2, -Infinity], [3, Infinity]], []],
  ['.5 1e3 1_000 +2', [[0, 0.5], [1, 1000], [2, 1000], [3, 2]], []],
  ['\t1  2 ', [[0, 1], [1, 2]], []],
  ['', [], []],
])('%j', (samples, expected, ends) => {
  expect(read(`a ${samples}`)).toEqual([{ labels: '{__name__="a"}', samples: expected, ends }]);
});

test.each([
  ['a{b="c",}', '{__name__="a", b="c"}'], ['a {b = \'c\' , d=`e\\`}', '{__name__="a", b="c", d="e\\\\"}'], ['{b="c"}', '{b="c"}'], ['{"a b", "c.d"="e"}', '{__name__="a b", "c.d"="e"}'],
  ['a{b="\\"\\u00e4"}', '{__name__="a", b="\\"ä"}'], ['a{b=""}', '{__name__="a"}'], ['a:b', '{__name__="a:b"}'], ['{}', '{}'],
])('%s has the labels %s', (series, labels) => {
  expect(read(`${series} 1`)).toEqual([{ labels, samples: [[0, 1]], ends: [] }]);
});

test('comments and empty lines say nothing, and load sets the interval of what follows', () => {
  expect(read('# series\n\nload 1m\n  a 1 2\r\nload 500ms\nb 1 2').map(({ samples }) => samples)).toEqual([[[0, 1], [60, 2]], [[0, 1], [0.5, 2]]]);
});

test.each([
  ['a 1\nb 1 x', 2, 5, 'expected a number, \'_\' or \'stale\', got \'x\''],
  ['a 1+', 1, 5, 'expected a number, \'_\' or \'stale\', got the end of the line'],
  ['a 1+2', 1, 6, 'expected \'x\' and how often, got the end of the line'],
  ['a 1+2 x3', 1, 6, 'expected \'x\' and how often, got \' \''],
  ['a 1x', 1, 4, 'expected a space between samples, got \'x\''],
  ['a stalex3', 1, 3, 'expected a number, \'_\' or \'stale\', got \'s\''],
  ['a NaNx3', 1, 3, 'expected a number, \'_\' or \'stale\', got \'N\''],
  ['a 0x10x3', 1, 7, 'expected a space between samples, got \'x\''],
  ['a 1,2', 1, 4, 'expected a space between samples, got \',\''],
  ['a {{sum:1}}', 1, 3, 'native histograms are not implemented here; give the series of a classic histogram'],
  ['a 0x99999999999', 1, 16, 'a file must not hold more than ten million samples'],
  ['a _x9999999999999999 1', 1, 1, 'a sample must not be later than the year 287396; make the gap or the interval shorter'],
  ['a{b="c" 1', 1, 9, 'expected \',\' or \'}\', got \'1\''],
  ['a{b=c} 1', 1, 5, 'expected a value in quotes, got \'c\''],
  ['a{b!="c"} 1', 1, 4, 'expected \'=\', got \'!\''],
  ['a{b="c', 1, 7, 'the string has no closing " on its line'],
  ['a{b="1",b="2"} 1', 1, 9, 'a label must be given once, got \'b\' again'],
  ['a{__name__="b"} 1', 1, 3, 'a label must be given once, got \'__name__\' again'],
  ['=1', 1, 1, 'expected a series such as requests_total{code="200"} 0+1x10, got \'=\''],
  ['a 1\na 2', 2, 1, 'a series must be given once, got {__name__="a"} again; put all its samples into one line'],
  ['load soon', 1, 6, '\'load\' must be followed by a duration such as 30s, got \'soon\''],
])('fails for %j at line %d, column %d', (text, line, column, message) => {
  let failure: unknown;
  try {
    read(text);
  } catch (error) {
    failure = error;
  }
  expect(failure).toBeInstanceOf(SeriesFileError);
  expect(failure).toMatchObject({ place: { line, column }, message });
});
