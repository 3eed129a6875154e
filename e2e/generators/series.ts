import * as fc from 'fast-check';
import { type Sample, type Series } from '../oracles/promql';

/** Series as a badly behaved system would have them: with gaps, resets, ends and values that are no numbers. */
export function seriesSets(): fc.Arbitrary<Series[]> {
  return fc.tuple(counters(), gauges(), buckets(), singles()).map((sets) => sets.flat());
}

/** How the samples of one series come. */
interface Rhythm {
  readonly interval: number;
  readonly first: number;
  readonly count: number;
  /** What happens at each sample: mostly nothing, or a gap, an end, something that is no number, a reset, a delay. */
  readonly events: readonly number[];
}

const rhythm: fc.Arbitrary<Rhythm> = fc.record({
  interval: fc.constantFrom(15, 15, 15, 30, 7),
  first: fc.constantFrom(0, 0, 0, 5, 120, 300),
  count: fc.constantFrom(1, 2, 10, 40, 80, 80),
  events: fc.array(fc.nat(99), { minLength: 80, maxLength: 80 }),
});

const increments = fc.constantFrom(0, 1, 2.5, 10, 0.1, 1e6);

function counters(): fc.Arbitrary<Series[]> {
  const labelled = fc.record({ job: fc.constantFrom('a', 'a', 'b'), code: fc.constantFrom('200', '404', '500', '503'), instance: fc.constantFrom('0', '1') });
  const series = fc.record({ labels: labelled, rhythm, increment: increments });
  return fc.uniqueArray(series, { minLength: 3, maxLength: 8, selector: ({ labels }) => Object.values(labels).join() })
    .map((all) => all.map(({ rhythm: of, increment, labels }) => ({ labels: { __name__: 'requests_total', ...labels }, samples: samplesOf(of, counter(increment)) })));
}

function gauges(): fc.Arbitrary<Series[]> {
  const labelled = fc.record({ __name__: fc.constantFrom('temperature', 'limit'), job: fc.constantFrom('a', 'b', 'c'), zone: fc.constantFrom(undefined, 'x', 'y.z') });
  const series = fc.record({ labels: labelled, rhythm, seed: fc.nat(1000) });
  return fc.uniqueArray(series, { minLength: 3, maxLength: 8, selector: ({ labels }) => Object.values(labels).join() })
    .map((all) => all.map(({ labels: { zone, ...labels }, rhythm: of, seed }) => ({
      labels: zone === undefined ? labels : { ...labels, zone }, samples: samplesOf(of, (index) => gaugeValue(seed, index)),
    })));
}

/** Cumulative buckets, now and then with one missing or one that is not a number. */
function buckets(): fc.Arbitrary<Series[]> {
  const counted = fc.array(fc.constantFrom(0, 1, 3, 0.5), { minLength: 5, maxLength: 5 });
  const shape = fc.record({ rhythm, counts: counted, missing: fc.nat(20), swapped: fc.boolean() });
  const bounds = ['-1', '0.1', '1', '10', '+Inf'];
  return fc.array(shape, { minLength: 1, maxLength: 2 }).map((all) => all.flatMap(({ rhythm: of, counts, missing, swapped }, number) => {
    const cumulative = counts.map((_, index) => counts.slice(0, index + 1).reduce<number>((sum, count) => sum + count, 0));
    const ordered = swapped && number > 0 ? [...cumulative].reverse() : cumulative;
    return bounds.map((le, index) => ({
      labels: { __name__: 'latency_bucket', job: number === 0 ? 'a' : 'b', le: missing === index ? 'none' : le }, samples: samplesOf(of, (at) => (ordered[index] * at)),
    })).filter((_, index) => missing !== index + 5);
  }));
}

function singles(): fc.Arbitrary<Series[]> {
  return fc.record({ at: fc.constantFrom(0, 15, 290, 600), value: fc.constantFrom<Sample>(0, 3, -1.5, 'NaN', '+Inf', '-Inf', 1e300) }).map(({ at, value }) => [
    { labels: { __name__: 'single', job: 'a' }, samples: [[at, value]] },
  ]);
}

function counter(increment: number): (index: number, event: number) => number {
  let value = 0;
  return (_, event) => {
    value = event === 7 ? 0 : value + increment;
    return value;
  };
}

/** Neither monotonic nor all different: multiples of a quarter. */
function gaugeValue(seed: number, index: number): number {
  return ((seed * 31 + index * index * 7 + index * seed) % 41 - 20) / 4;
}

function samplesOf({ interval, first, count, events }: Rhythm, valueAt: (index: number, event: number) => number): [number, Sample][] {
  const samples: [number, Sample][] = [];
  for (let index = 0; index < count; index++) {
    const event = events[index];
    const value = valueAt(index, event);
    const time = first + index * interval + (event === 8 ? 3.25 : 0);
    if (event >= 6) samples.push([time, value]);
    else if (event < 4) samples.push([time, (['stale', 'NaN', '+Inf', '-Inf'] as const)[event]]);
  }
  return samples;
}
