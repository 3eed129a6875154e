import { argumentValues } from './argument-values';
import { type Analysis } from '../manifest/analyses';
import { itemPaths } from '../manifest/analysis-templates';
import { type JsonObject, type JsonPath, objectAt, stringAt } from '../manifest/json';
import { type Manifest } from '../manifest/manifest';
import { type Release } from '../manifest/release';
import { readTemplatedQuery, type TemplatedQuery } from '../promql/query';

/** A metric as an analysis of a release measures it. */
export interface MeasuredMetric {
  readonly release: Release;
  readonly analysis: Analysis;
  readonly template: Manifest;
  /** Its place in the template. */
  readonly path: JsonPath;
  readonly name: string;
  /** As it is written, arguments not filled in. */
  readonly metric: JsonObject;
  /** The values of arguments that are known; a text with arguments is filled in with `expandTemplate`. */
  readonly args: ReadonlyMap<string, string>;
  /** What it asks Prometheus. @default - another provider is asked */
  readonly query?: MetricQuery;
}

/** A metric's query as it is sent, read; or why it cannot be. */
export type MetricQuery = TemplatedQuery & {
  /** Its place in the template. */
  readonly path: JsonPath;
  /** As it is written, arguments not filled in. */
  readonly template: string;
};

/** The metrics that releases measure; one of a template that several analyses use is there for each of them, with their arguments. */
export function measuredMetrics(releases: readonly Release[]): MeasuredMetric[] {
  return releases.flatMap((release) => release.analyses.flatMap((analysis) => metricsOf(release, analysis)));
}

function metricsOf(release: Release, analysis: Analysis): MeasuredMetric[] {
  const args = argumentValues(release, analysis);
  return analysis.templates.flatMap((template) => itemPaths(template, ['spec', 'metrics']).flatMap((path) => {
    const metric = objectAt(template.object, ...path);
    if (!metric) return [];
    const query = queryOf(metric, path, args);
    return [{ release, analysis, template, path, name: stringAt(metric, 'name') ?? '', metric, args, ...query ? { query } : {} }];
  }));
}

function queryOf(metric: JsonObject, path: JsonPath, args: ReadonlyMap<string, string>): MetricQuery | undefined {
  const template = stringAt(metric, 'provider', 'prometheus', 'query');
  if (template === undefined) return undefined;
  return { ...readTemplatedQuery(template, args), template, path: [...path, 'provider', 'prometheus', 'query'] };
}
