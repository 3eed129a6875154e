import { Severity } from '../finding';
import { type MeasuredMetric } from '../measured-metrics';
import { type Rule, type Violation } from '../rule';

export const queryRefused: Rule = {
  code: 'SC0407',
  name: 'query-refused',
  severity: Severity.ERROR,
  title: 'a query that Prometheus refuses',
  // checkAST
  sources: ['https://github.com/prometheus/prometheus/blob/v3.13.0/promql/parser/parse.go'],
  check: (subject) => subject.metrics.flatMap(violationsOf),
};

function violationsOf({ template, name, query }: MeasuredMetric): Violation[] {
  const problem = query?.problem;
  if (!problem) return [];
  const { message, start, end, expected, suggestion } = problem;
  // What an argument without a value becomes nobody knows; that it has none is another rule's.
  if (query.unresolved.some((tag) => tag.start < end && tag.end > start)) return [];
  const before = query.template.slice(0, start).split('\n');
  const place = `line ${before.length}, column ${before[before.length - 1].length + 1} of the query`;
  const hint = suggestion ? `did you mean '${suggestion}'?` : expected && `expected ${expected}`;
  return [{
    at: { manifest: template, path: query.path },
    message: `Prometheus refuses the query of metric '${name}', so every measurement is an error: ${message} (${place})`,
    fix: hint ? `correct it there: ${hint}` : 'correct it there',
  }];
}
