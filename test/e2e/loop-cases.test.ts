import { SCRAPE_SECONDS } from '../../e2e/loop/bundles';
import { CASES, type LoopCase } from '../../e2e/loop/cases';
import { servedCase } from '../../e2e/loop/twin';
import { simulateLoop } from '../../src/simulation/closed-loop';
import { type Timeline } from '../../src/simulation/timeline';

function timelineOf(loopCase: LoopCase): Timeline {
  const { situation, promotesAfter: promoteAfter, podStartup = 0 } = loopCase;
  return simulateLoop(servedCase(loopCase), { ...situation, scrapeInterval: SCRAPE_SECONDS }, { promoteAfter, podStartup });
}

function timelineNamed(name: string): Timeline {
  return timelineOf(CASES.find((loopCase) => loopCase.name === name)!);
}

test.each(CASES.map((loopCase) => [loopCase.name, loopCase.outcome, loopCase] as const))('%s is %s by the twin alone', (_, outcome, loopCase) => {
  expect(timelineOf(loopCase).outcome).toBe(outcome);
});

test('the late guard sees all requests fail once, and would have to see it four times', () => {
  expect(timelineNamed('late').measurements.filter(({ metric }) => metric === 'success-rate').map(({ phase, value }) => [phase, value])).toEqual([['Failed', '[0]']]);
});

test('the diluted query reads 0.96', () => {
  const { measurements } = timelineNamed('diluted');
  expect(measurements.length).toBeGreaterThan(0);
  for (const { value = '' } of measurements) expect(Number(value.slice(1, -1))).toBeCloseTo(0.96, 6);
});

test('the canary that is mirrored to is given up before anybody calls it', () => {
  const { events } = timelineNamed('mirror-fails');
  expect(events.filter(({ kind }) => kind === 'weight')).toEqual([]);
  expect(events.flatMap((event) => event.kind === 'route' ? [event.state] : [])).toEqual(['set', 'removed']);
});
