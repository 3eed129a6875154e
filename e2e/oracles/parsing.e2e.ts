import * as fc from 'fast-check';
import { PromqlOracle } from './promql';
import { DIFFERENCES, type Difference } from './query-differences';
import { type Verdicts, verdictsOf } from './same-query';
import { queries } from '../generators/queries';

/* Whatever is written, our parser and type checker say what Prometheus' own say: the type and the whole tree, or where it is wrong. */

/** For each run of a property: 4,000 queries unless FAST_CHECK_RUNS says otherwise. */
const QUERIES_A_RUN = 40;

/** How many questions wait for answers at a time. */
const BATCH = 500;

let promql: PromqlOracle;

beforeAll(async () => { promql = await PromqlOracle.start(); });

afterAll(async () => promql.stop());

interface Compared {
  readonly query: string;
  readonly verdicts: Verdicts;
  readonly isSame: boolean;
  readonly difference?: Difference;
}

async function compare(query: string): Promise<Compared> {
  const real = await promql.parseTree(query);
  const verdicts = verdictsOf(query, real);
  const isSame = canonical(verdicts.ours) === canonical(verdicts.theirs);
  return { query, verdicts, isSame, difference: isSame ? undefined : DIFFERENCES.find(({ covers }) => covers(verdicts, real, query)) };
}

/** JSON with its keys in order; -0 is not 0. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => {
    if (Object.is(one, -0)) return '-0';
    return one && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one;
  });
}

async function compareAll(list: readonly string[]): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (let from = 0; from < list.length; from += BATCH) compared.push(...await Promise.all(list.slice(from, from + BATCH).map(compare)));
  return compared;
}

test('generated queries, spoilt and not, mean the same as to the real parser, or are refused at a place that it names', async () => {
  // GIVEN
  const numRuns = QUERIES_A_RUN * (fc.readConfigureGlobal()?.numRuns ?? 100);
  const list = [...new Set(fc.sample(queries(), { numRuns }))];

  // WHEN
  const compared = await compareAll(list);

  // THEN
  expect(compared.filter(({ isSame, difference }) => !isSame && !difference).slice(0, 5)).toEqual([]);
  const accepted = compared.filter(({ verdicts }) => verdicts.ours.type !== undefined).length;
  expect(list.length).toBeGreaterThan(numRuns * 0.8);
  expect(Math.min(accepted, list.length - accepted)).toBeGreaterThan(list.length / 4);
  expect(compared.filter(({ isSame }) => isSame).length).toBeGreaterThan(list.length * 0.97);
}, 600_000);

test.each(DIFFERENCES)('differs where it is meant to: $reason', async ({ example, reason }) => {
  expect(await compare(example)).toMatchObject({ isSame: false, difference: { reason } });
});

test.each([
  'by', 'sum', 'offset offset 5m', 'sum by (on, Sum) (offset{by="x"})', 'a + b offset 5m * c', '-a[5m:] ^ 2', '-1 ^ 2', 'a ^ -b * c', 'a @ start() offset -1h30m', '{"a.b", "c"="d"}',
  'a[--5m]', '{__name__="a", __name__="b"}', 'a{__name__="b"}', '{a=~".*"}', '"\\xe4\\xc3\\xa4\\u00e4"', '# only a comment', 'a # comment', 'a[# comment\n5m]', 'a[5m # comment\n:]', '1_000.5', '08', '0x_1F', 'a </ 5', 'a[1h1h]',
  'a == on(x) group_left (y) b', 'a and on() group_left b', '1 and a', 'topk by (x) (1, a) offset 5m', 'a offset 5m[1m]', 'a @ start() [1m]', 'a[5m][5m]', 'rate(a[5m])[1h:1m] @ end() offset 1y', '1 == 1', 'label_join(a, "b", "c")',
  'RATE(a[1m])', 'a{b="\ufffd"}', 'a\u00a0', 'a smoothed', 'a fill(1) b', 'a + fill(1) b', 'fill + fill_left', 'step', 'step()', 'a[step()]', 'by(x)', 'sum by', '{', '}', '[', 'a[', 'a{b', 'a{b=', 'a{b="', '', ' ', '+',
])('%s is read as by the real parser', async (query) => {
  expect((await compareAll([query])).filter(({ isSame }) => !isSame)).toEqual([]);
});
