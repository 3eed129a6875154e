import { Random } from '../../../src/simulation/world/random';

function draws(random: Random, count: number, mean: number): number[] {
  return Array.from({ length: count }, () => random.poisson(mean));
}

function momentsOf(values: number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

// Five standard deviations of 20,000 draws: of their mean, and of their variance.
test.each([0.1, 3, 9.9, 10, 75, 10_000])('arrivals of %d have that mean, and the same variance', (expected) => {
  const { mean, variance } = momentsOf(draws(new Random(7, 'arrivals'), 20_000, expected));
  expect(Math.abs(mean - expected)).toBeLessThan(5 * Math.sqrt(expected / 20_000));
  expect(Math.abs(variance - expected)).toBeLessThan(5 * Math.sqrt((expected + 2 * expected ** 2) / 20_000));
});

// 0 1 2 … of a mean of 12, which is drawn by rejection, against the distribution's own numbers.
test('large means have the shape of the distribution', () => {
  const counts = draws(new Random(1, 'shape'), 50_000, 12);
  const share = (value: number) => counts.filter((count) => count === value).length / counts.length;
  expect(share(12)).toBeCloseTo(0.1144, 2);
  expect(share(6)).toBeCloseTo(0.0255, 2);
  expect(share(20)).toBeCloseTo(0.0097, 2);
});

test('nothing comes where nothing is expected', () => {
  expect(draws(new Random(1, 'none'), 5, 0)).toEqual([0, 0, 0, 0, 0]);
});

test('a seed and a name give the same numbers again, and another of either gives others', () => {
  const first = (seed: number, name: string) => new Random(seed, name).next();
  expect(first(1, 'a')).toBe(first(1, 'a'));
  expect(new Set([first(1, 'a'), first(2, 'a'), first(1, 'b')]).size).toBe(3);
});
