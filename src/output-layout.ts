import { type App, type Chart, Names, YamlOutputType } from 'cdk8s';
import { chartManifests, chartObjects } from './chart-manifests';
import { readJson } from './resources/plain-object';

/** What the file of an object is named after: an ApiObject, or what it renders. */
interface Named {
  readonly kind: string;
  readonly metadata: { readonly name?: string };
}

/** A file with its name but for the extension, or a folder for files to come. */
export type Output = { readonly file: string; readonly manifests: unknown[] } | { readonly folder: string };

/**
 * The files of an app, each rendered when it is asked for.
 *
 * @see https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/app.ts
 */
export function* outputsOf({ yamlOutputType }: App, charts: Chart[], numbered: boolean): Generator<Output> {
  switch (yamlOutputType) {
    case YamlOutputType.FILE_PER_APP:
      if (charts.length > 0) yield { file: 'app', manifests: charts.flatMap(chartManifests) };
      break;
    case YamlOutputType.FILE_PER_CHART:
      for (const [index, chart] of charts.entries()) yield { file: chartName(chart, index, numbered), manifests: chartManifests(chart) };
      break;
    case YamlOutputType.FILE_PER_RESOURCE:
      for (const chart of charts) yield* filesOf(chart);
      break;
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      for (const [index, chart] of charts.entries()) yield* folderOf(chart, chartName(chart, index, numbered));
      break;
  }
}

/** Whether it is the charts that are rendered, and not their objects one by one. */
export function asksCharts(layout: YamlOutputType): boolean {
  return [YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_RESOURCE].includes(layout);
}

function* filesOf(chart: Chart): Generator<Output> {
  for (const manifest of chartManifests(chart)) {
    if (manifest !== undefined) yield { file: objectName(manifest as Named), manifests: [manifest] };
  }
}

/** Here cdk8s asks the objects themselves, even of a chart with a `toJson` of its own. */
function* folderOf(chart: Chart, folder: string): Generator<Output> {
  const objects = chartObjects(chart);
  yield { folder };
  for (const object of objects) yield { file: `${folder}/${objectName(object)}`, manifests: [readJson(object)] };
}

/** Where charts depend on each other, the names say in which order to apply them. */
function chartName(chart: Chart, index: number, numbered: boolean): string {
  const name = Names.toDnsLabel(chart);
  return numbered ? `${index.toString().padStart(4, '0')}-${name}` : name;
}

function objectName({ kind, metadata }: Named): string {
  return `${kind}.${metadata.name}`.replace(/[^\w.-]/g, '');
}
