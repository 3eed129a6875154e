import { notScoped } from '../canary-scope';
import { dilutionOf } from '../dilution';
import { Severity } from '../finding';
import { type MeasuredMetric } from '../measured-metrics';
import { type Rule } from '../rule';

export const queryNotCanaryScoped: Rule = {
  code: 'SC0401',
  name: 'query-not-canary-scoped',
  severity: Severity.ERROR,
  title: 'a query over Istio\'s requests that does not tell the canary\'s from the others',
  sources: [
    'https://istio.io/latest/docs/reference/config/metrics/#labels',
    'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments',
  ],
  check: (subject) => subject.metrics.flatMap((metric) => {
    // Before and after the switch of a blue-green release only one version has requests.
    const scope = ['background', 'step'].includes(metric.analysis.kind) ? notScoped(metric) : undefined;
    return scope ? [{
      at: { manifest: metric.template, path: metric.query!.path },
      message: scope === 'stable' ? stableMessage(metric) : bothMessage(metric),
      fix: 'match the canary\'s pod template hash in each selector: an argument with valueFrom: {podTemplateHashValue: Latest}, '
        + 'and a label with that hash, which a Telemetry or the scrape adds to the metrics',
    }] : [];
  }),
};

function stableMessage({ name }: MeasuredMetric): string {
  return `the query of metric '${name}' reads the requests of the stable version alone: whatever the canary does, it stays as it is`;
}

function bothMessage(metric: MeasuredMetric): string {
  const dilution = dilutionOf(metric);
  const figure = dilution ? `at weight ${dilution.weight} it passes while ${dilution.failing} % of the canary's requests fail` : 'those of the stable version hide what the canary does';
  return `the query of metric '${metric.name}' reads the requests of both versions together: ${figure}`;
}
