import { PodLife } from '../../src/simulation/pod-life';

/** What is known of a pod at some times, in seconds, as [at, ready at, restarts]. */
function livesOf(timing: { startup: number; uptime: number }, times: readonly number[]) {
  const pod = new PodLife(1, timing.startup * 1000, { startup: timing.startup * 1000, uptime: timing.uptime * 1000 });
  return times.map((at) => {
    pod.advance(at * 1000);
    return [at, pod.readyAt / 1000, pod.restarts];
  });
}

test('is ready for ever where nothing crashes', () => {
  expect(livesOf({ startup: 5, uptime: Infinity }, [0, 1e6])).toEqual([[0, 5, 0], [1e6, 5, 0]]);
});

test('starts a container again at once, and later after 10, 20, 40, 80, 160 and at most 300 seconds', () => {
  // Ready for 30 s each time; the next start is a crash and its wait later.
  expect(livesOf({ startup: 0, uptime: 30 }, [29, 30, 60, 69, 70, 100, 119, 120, 150, 190, 220, 300, 330, 490, 520, 819, 820, 850, 1150])).toEqual([
    [29, 0, 0], [30, 30, 1],
    [60, 70, 1], [69, 70, 1], [70, 70, 2],
    [100, 120, 2], [119, 120, 2], [120, 120, 3],
    [150, 190, 3], [190, 190, 4],
    [220, 300, 4], [300, 300, 5],
    [330, 490, 5], [490, 490, 6],
    [520, 820, 6], [819, 820, 6], [820, 820, 7],
    [850, 1150, 7], [1150, 1150, 8],
  ]);
});

test('counts a start before the container is ready again', () => {
  expect(livesOf({ startup: 5, uptime: 10 }, [15, 20, 30, 39, 40, 45])).toEqual([
    [15, 20, 1], [20, 20, 1], [30, 45, 1], [39, 45, 1], [40, 45, 2], [45, 45, 2],
  ]);
});

test('forgets earlier crashes where a container has run for more than ten minutes', () => {
  expect(livesOf({ startup: 0, uptime: 601 }, [601, 1202, 1803])).toEqual([[601, 601, 1], [1202, 1202, 2], [1803, 1803, 3]]);
  expect(livesOf({ startup: 0, uptime: 600 }, [600, 1200])).toEqual([[600, 600, 1], [1200, 1210, 1]]);
});

test('crashes never where it is never ready', () => {
  expect(livesOf({ startup: Infinity, uptime: 30 }, [1e6])).toEqual([[1e6, Infinity, 0]]);
});
