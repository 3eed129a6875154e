import { Severity } from '../finding';
import { placeOfCondition, runnableMetrics } from '../judged-metrics';
import { type Rule } from '../rule';

export const conditionNeverSucceeds: Rule = {
  code: 'SC0506',
  name: 'condition-never-succeeds',
  severity: Severity.ERROR,
  title: 'a condition that no result passes',
  sources: ['https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/evaluate/evaluate.go'],
  check: (subject) => runnableMetrics(subject).flatMap((judged) => {
    const { verdicts, metric: { name } } = judged;
    if (!verdicts.never('Successful') || !verdicts.never('Inconclusive')) return [];
    const ending = verdicts.never('Failed') ? 'Error' : 'Failed';
    return [{
      at: placeOfCondition(judged),
      message: `'${name}' never succeeds: no number makes the condition end a measurement as anything but ${ending}, so that every release is aborted`,
      fix: 'correct the condition: `smart-canary condition` says what it makes of a result',
    }];
  }),
};
