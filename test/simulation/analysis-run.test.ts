import { inTurn, metric, once, playRun } from './play-run';

const OK = inTurn('Successful');
const FAILED = inTurn('Failed');
const ERROR = inTurn('Error');

function times(played: ReturnType<typeof playRun>): number[] {
  return played.measurements.map(({ at }) => at);
}

describe('a run ends by its limits', () => {
  test.each([
    ['the first failure is one too many', metric(), FAILED, 'Failed', 0],
    ['two failures may be', metric({ failureLimit: 2 }), FAILED, 'Failed', 120],
    ['failures are counted after those that were well', metric({ failureLimit: 2 }), inTurn('Successful', 'Successful', 'Failed'), 'Failed', 240],
    ['successes in between forgive no failure', metric({ failureLimit: 1 }), inTurn('Failed', 'Successful', 'Successful', 'Failed'), 'Failed', 180],
    ['five errors in a row', metric(), ERROR, 'Error', 40],
    ['errors are retried after 10 s, however often it is measured', metric({ interval: 1 }), ERROR, 'Error', 40],
    ['one that is measured once is retried after errors, too', once(), ERROR, 'Error', 40],
    ['no error may be', metric({ consecutiveErrorLimit: 0 }), ERROR, 'Error', 0],
    ['a count that is reached', metric({ count: 3, interval: 30, initialDelay: 10 }), OK, 'Successful', 70],
    ['as many failures as may be, and then the count', metric({ count: 3, failureLimit: 3, interval: 30 }), FAILED, 'Successful', 60],
    ['successes in a row that do not come', metric({ count: 3, failureLimit: 1, consecutiveSuccessLimit: 2 }), inTurn('Successful', 'Failed', 'Successful'), 'Inconclusive', 120],
    ['successes in a row that do not come, and failures that do not matter',
      metric({ count: 3, failureLimit: -1, consecutiveSuccessLimit: 2 }), inTurn('Successful', 'Failed', 'Successful'), 'Failed', 120],
    ['successes in a row', metric({ consecutiveSuccessLimit: 2, failureLimit: 5 }), inTurn('Failed', 'Successful', 'Error', 'Successful'), 'Successful', 190],
    ['nobody knows', metric(), inTurn('Inconclusive'), 'Inconclusive', 0],
    ['once may be inconclusive', metric({ inconclusiveLimit: 1 }), inTurn('Inconclusive'), 'Inconclusive', 60],
    ['measured once', once(), OK, 'Successful', 0],
  ] as const)('%s', (_, plan, source, phase, endsAt) => {
    expect(playRun([plan], source)).toMatchObject({ phase, endsAt });
  });

  test('a query that takes 30 s makes five errors last 190 s', () => {
    expect(playRun([metric()], () => ({ phase: 'Error', seconds: 30 }))).toMatchObject({ phase: 'Error', endsAt: 190 });
  });

  test('four errors and a success, again and again, never end it', () => {
    // WHEN
    const played = playRun([metric()], inTurn('Error', 'Error', 'Error', 'Error', 'Successful', 'Error', 'Error', 'Error', 'Error', 'Successful'), { until: 170 });

    // THEN
    expect(played.phase).toBe('Running');
    expect(times(played)).toEqual([0, 10, 20, 30, 40, 100, 110, 120, 130, 140]);
  });

  test('says which limit it was', () => {
    expect(playRun([metric({ failureLimit: 1 })], FAILED).message).toBe('Metric "success-rate" assessed Failed due to failed (2) > failureLimit (1)');
    expect(playRun([metric()], ERROR).message).toBe('Metric "success-rate" assessed Error due to consecutiveErrors (5) > consecutiveErrorLimit (4)');
  });
});

describe('a metric is measured', () => {
  test('at once and then after each interval', () => {
    expect(times(playRun([metric()], OK, { until: 200 }))).toEqual([0, 60, 120, 180]);
  });

  test('after its initial delay, counted from the whole second in which the run began', () => {
    expect(times(playRun([metric({ initialDelay: 10 })], OK, { until: 80, offset: 400 }))).toEqual([9.6, 69.6]);
  });

  test('up to a second early the second time, and then on the second', () => {
    expect(times(playRun([metric({ interval: 5 })], OK, { until: 16, offset: 700 }))).toEqual([0, 4.3, 9.3, 14.3]);
  });

  test('again an interval after the answer, not after the question', () => {
    expect(times(playRun([metric()], () => ({ phase: 'Successful', seconds: 3 }), { until: 140 }))).toEqual([3, 66, 129]);
  });

  test('no more often than the controller can write, even with an interval of 0', () => {
    expect(playRun([metric({ interval: 0, count: 21 })], OK)).toMatchObject({ phase: 'Successful', endsAt: 1 });
  });
});

describe('several metrics', () => {
  test('wait for the slowest query of all', () => {
    // WHEN
    const played = playRun([metric({ name: 'slow', interval: 30 }), metric({ name: 'quick', interval: 10 })],
      ({ name }) => ({ phase: 'Successful', seconds: name === 'slow' ? 8 : 0 }), { until: 40 });

    // THEN
    expect(played.measurements).toEqual([
      { metric: 'slow', at: 8, phase: 'Successful' },
      { metric: 'quick', at: 0, phase: 'Successful' },
      { metric: 'quick', at: 10, phase: 'Successful' },
      { metric: 'quick', at: 20, phase: 'Successful' },
      { metric: 'quick', at: 30, phase: 'Successful' },
    ]);
  });

  test('end with the first that fails, and the others end well', () => {
    // WHEN
    const played = playRun([metric({ name: 'good' }), metric({ name: 'bad', initialDelay: 20 })], ({ name }) => ({ phase: name === 'bad' ? 'Failed' : 'Successful' }));

    // THEN
    expect(played).toMatchObject({ phase: 'Failed', endsAt: 20, message: 'Metric "bad" assessed Failed due to failed (1) > failureLimit (0)' });
  });

  test('are as bad as the worst, and failing is worse than an error', () => {
    const source = inTurn('Error', 'Failed', 'Inconclusive');
    const plans = [metric({ name: 'error', consecutiveErrorLimit: 0 }), metric({ name: 'failed' }), metric({ name: 'inconclusive' })];
    expect(playRun(plans, source)).toMatchObject({ phase: 'Failed', endsAt: 0 });
  });

  test('do not wait for one that is still to come', () => {
    const plans = [metric({ name: 'now' }), metric({ name: 'later', initialDelay: 600 })];
    expect(playRun(plans, FAILED)).toMatchObject({ phase: 'Failed', endsAt: 0 });
  });
});

describe('a dry run', () => {
  test('decides nothing, and is not measured again once it is over its limit', () => {
    // WHEN
    const played = playRun([metric({ count: 3 }), metric({ name: 'trial', isDryRun: true })], ({ name }) => ({ phase: name === 'trial' ? 'Failed' : 'Successful' }));

    // THEN
    expect(played).toMatchObject({ phase: 'Successful', endsAt: 120, message: '' });
    expect(played.measurements.filter((each) => each.metric === 'trial')).toEqual([{ metric: 'trial', at: 0, phase: 'Failed' }]);
  });

  test('has to end before the run does', () => {
    expect(playRun([once(), metric({ name: 'trial', isDryRun: true, count: 3 })], OK)).toMatchObject({ phase: 'Successful', endsAt: 120 });
  });

  test('is a success even if there is nothing else', () => {
    expect(playRun([metric({ isDryRun: true })], FAILED)).toMatchObject({ phase: 'Successful', endsAt: 0 });
  });
});

describe('whoever terminates a run', () => {
  test('ends it well while it is within its limits', () => {
    expect(playRun([metric({ failureLimit: 3 })], FAILED, { terminateAt: 130 })).toMatchObject({ phase: 'Successful', endsAt: 130, message: 'Run Terminated' });
    expect(playRun([metric()], ERROR, { terminateAt: 35 })).toMatchObject({ phase: 'Successful', endsAt: 35 });
  });

  test('ends it well before anything is measured', () => {
    expect(playRun([metric({ initialDelay: 60 })], OK, { terminateAt: 10 })).toMatchObject({ phase: 'Successful', endsAt: 10, measurements: [] });
  });

  test('waits for the answer that is under way', () => {
    expect(playRun([metric()], () => ({ phase: 'Failed', seconds: 5 }), { terminateAt: 2 })).toMatchObject({ phase: 'Failed', endsAt: 5 });
  });

  test('changes nothing about one that has failed', () => {
    expect(playRun([metric()], FAILED, { terminateAt: 10 })).toMatchObject({ phase: 'Failed', endsAt: 0 });
  });
});

test('a run that the controller cannot read ends with an error at once', () => {
  expect(playRun([metric()], OK, { invalid: 'Analysis spec invalid: duplicate' }))
    .toEqual({ phase: 'Error', message: 'Analysis spec invalid: duplicate', endsAt: 0, measurements: [] });
});
