import { modelOf, play, type ReleaseOptions } from './release';

const THRICE = { name: 'queue', initialDelay: '30s', interval: '1m', count: 3, successCondition: 'result[0] < 9' };

/** A release of nothing but an experiment, whose pods take ten seconds. */
function withExperiment(experiment: object, metric: object = THRICE): ReleaseOptions {
  const analyses = [{ name: 'judge', templateName: 'checks', requiredForCompletion: true }];
  return { steps: [{ setWeight: 20 }, { experiment: { templates: [{ name: 'a' }], analyses, ...experiment } }], metrics: [metric] };
}

function endOf(options: ReleaseOptions, experiment?: { seconds: number; outcome: 'Successful' | 'Failed' }): [string, number] {
  const { outcome, endsAt } = play(options, { podStartup: 10, experiment });
  return [outcome, endsAt];
}

test('an experiment is over with the analyses that are required for that, where they go well', () => {
  // Ten seconds each for the canary, the experiment and the rest of the pods; 30 s and two minutes for the analysis.
  expect(endOf(withExperiment({}))).toEqual(['promoted', 180]);
  expect(endOf(withExperiment({ duration: '10s' }))).toEqual(['promoted', 180]);
});

test('an experiment is over with its duration, or at once, where none is required', () => {
  expect(endOf(withExperiment({ duration: '1m', analyses: [{ name: 'judge', templateName: 'checks' }] }))).toEqual(['promoted', 90]);
  expect(endOf(withExperiment({ analyses: [] }))).toEqual(['promoted', 30]);
});

test('what a scenario says of experiments goes before what their analyses would take', () => {
  expect(endOf(withExperiment({}), { seconds: 5, outcome: 'Failed' })).toEqual(['aborted', 25]);
});

test('a metric that is never over says nothing of the length of an experiment', () => {
  const experimentOf = (numbers: object) => modelOf(withExperiment({}, { ...THRICE, ...numbers })).steps[1].experiment;
  expect(experimentOf({ count: 0 })).toEqual({ weight: 0 });
  expect(experimentOf({ count: 9, consecutiveSuccessLimit: 2 })).toEqual({ weight: 0, required: 90_000 });
});
