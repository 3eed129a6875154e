import { Severity } from '../finding';
import { placeOfCondition, runnableMetrics } from '../judged-metrics';
import { type Rule } from '../rule';

export const conditionNeverDecides: Rule = {
  code: 'SC0507',
  name: 'condition-never-decides',
  severity: Severity.WARNING,
  title: 'two conditions of which one is never reached',
  sources: [
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/evaluate/evaluate.go',
    'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#inconclusive-runs',
  ],
  check: (subject) => runnableMetrics(subject).flatMap((judged) => {
    const { verdicts, metric: { name } } = judged;
    if (verdicts.never('Inconclusive')) return [];
    const missing = (['Successful', 'Failed'] as const).filter((phase) => verdicts.never(phase));
    return missing.length === 0 ? [] : [{
      at: placeOfCondition(judged),
      message: `'${name}' is never ${missing.join(' and never ')}: no number makes its two conditions say so, and what is left is Inconclusive`,
      fix: 'leave out the failureCondition, so that what is not good fails, or give the two limits that a result can meet',
    }];
  }),
};
