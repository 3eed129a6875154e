import { type Evaluation } from './promql';
import { type Answer } from './same-value';

/** A way in which our value is another than Prometheus', and why it may be. */
export interface EvaluationDifference {
  readonly reason: string;
  /** A question that shows it. */
  readonly example: Evaluation;
  readonly covers: (ours: Answer, query: string) => boolean;
}

/** What Go and JavaScript round each in their own way. */
const TRANSCENDENTAL = /\b(?:exp|ln|log2|log10|a?(?:sin|cos|tan)h?|atan2)\b|\^/;

/** Every one has to occur by its example: what does not is dropped from here. */
export const EVALUATION_DIFFERENCES: readonly EvaluationDifference[] = [
  {
    reason: 'a date of NaN, of infinity or of a time beyond all calendars depends on the server\'s processor: it is refused here as not implemented',
    example: { query: 'hour(vector(NaN))', at: 0 },
    covers: ({ failure = '' }) => /which is no time of any calendar, is not implemented here/.test(failure),
  },
  {
    reason: 'acos near 1 and acosh near 1 make a different last digit of their argument a large difference',
    example: { query: 'acos(tanh(vector(9.999)))', at: 0 },
    covers: (_, query) => /acosh?\(/.test(query),
  },
  {
    reason: 'a sine of a huge number depends on all of its digits, of which the last may be another after an exponential',
    example: { query: 'tan(exp(vector(22)))', at: 0 },
    covers: (_, query) => /\b(?:sin|cos|tan)\b/.test(query) && /\b(?:exp|sinh|cosh)\b|\^/.test(query),
  },
  {
    reason: 'count_values makes a label of all digits of a value, of which the last may be another after a sine or the like',
    example: { query: 'count_values("value", sin(vector(2)))', at: 0 },
    covers: (_, query) => query.includes('count_values') && TRANSCENDENTAL.test(query),
  },
  {
    reason: 'where a subquery with an offset has its first step at the very time of evaluation, Prometheus moves an @ inside it by that offset; an @ is one moment here',
    example: {
      query: 'max_over_time((a @ 300 offset 1m)[1m500ms:] offset -1m)', at: 600, series: [{ labels: { __name__: 'a' }, samples: [[180, 1], [240, 2]] }],
    },
    covers: (_, query) => /@.*:\w*\] (?:@ \S+ )?offset/.test(query),
  },
  {
    reason: 'in the parameter of an aggregation Prometheus takes no notice of @ start() and @ end(); they mean there what they mean elsewhere here',
    example: {
      query: 'topk(scalar(k @ end()), b)',
      at: 0,
      range: { end: 60, step: 60 },
      series: [{ labels: { __name__: 'k' }, samples: [[0, 0], [60, 2]] }, { labels: { __name__: 'b' }, samples: [[0, 1]] }],
    },
    covers: (_, query) => /(?:topk|bottomk|quantile)\b.*@ (?:start|end)\(\)/.test(query),
  },
];
