import { functionsIn } from '../../promql/questions';
import { Severity } from '../finding';
import { type Rule } from '../rule';

export const lastTwoSamples: Rule = {
  code: 'SC0409',
  name: 'last-two-samples',
  severity: Severity.WARNING,
  title: 'a query that looks at the last two samples only',
  sources: ['https://prometheus.io/docs/prometheus/latest/querying/functions/#irate'],
  check: (subject) => subject.metrics.flatMap(({ template, name, query }) => {
    const used = query?.expression ? functionsIn(query.expression).filter((each) => each === 'irate' || each === 'idelta') : [];
    return used.map((each) => ({
      at: { manifest: template, path: query!.path },
      message: `the query of metric '${name}' uses ${each}, which looks at the last two samples of its window: what failed before them is missed, and a few requests decide`,
      fix: each === 'irate' ? 'use rate, which counts the whole window' : 'use delta, which is about the whole window',
    }));
  }),
};
