import { Severity } from '../finding';
import { placeOfCondition, runnableMetrics } from '../judged-metrics';
import { type Rule } from '../rule';

export const conditionNeverFails: Rule = {
  code: 'SC0505',
  name: 'condition-never-fails',
  severity: Severity.ERROR,
  title: 'a condition that every result passes',
  sources: ['https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/evaluate/evaluate.go'],
  check: (subject) => runnableMetrics(subject).flatMap((judged) => {
    const { verdicts, metric: { name } } = judged;
    // Where nothing is successful either, that says more.
    if (!verdicts.never('Failed') || !verdicts.never('Inconclusive') || verdicts.never('Successful')) return [];
    return [{
      at: placeOfCondition(judged),
      message: `'${name}' never fails: no number makes the condition end a measurement as Failed`,
      fix: 'compare the result with a limit that it can miss',
    }];
  }),
};
