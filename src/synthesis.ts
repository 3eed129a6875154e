import { type App, Chart } from 'cdk8s';
import { type IConstruct } from 'constructs';
import { lookAgain } from './app-check';
import { chartManifests, chartObjects } from './chart-manifests';
import { dependencyOrder } from './dependency-order';
import { addImpliedDependencies } from './implied-dependencies';
import { OutputFolder } from './output-folder';
import { asksCharts, outputsOf } from './output-layout';
import { yamlWriter } from './yaml-writer';

/** cdk8s keeps to itself whether it was asked for the paths of the objects. */
interface Recording {
  readonly recordConstructMetadata: boolean;
}

/** The charts of an app, each after those that it depends on. */
export function chartsOf(app: App): Chart[] {
  return dependencyOrder(app).filter(Chart.isChart);
}

/** Writes the manifests of an app into its output folder. */
export function synthesize(app: App): void {
  const folder = new OutputFolder(app.outdir);
  try {
    const constructs = app.node.findAll();
    validate(app, constructs);
    const numbered = addImpliedDependencies(constructs);
    const { charts } = app;
    if (charts.length > 0 && asksCharts(app.yamlOutputType)) settle(app, constructs);
    write(app, folder, charts, numbered);
  } finally {
    folder.close();
  }
}

/** Gives the manifests of an app as one text. */
export function synthesizeYaml(app: App): string {
  const constructs = app.node.findAll();
  addImpliedDependencies(constructs);
  validate(app, constructs);
  const { charts } = app;
  if (charts.length > 0) settle(app, constructs);
  return yamlWriter()(charts.flatMap(chartManifests));
}

function validate(app: App, constructs: IConstruct[]): void {
  lookAgain(app);
  const messages = constructs.flatMap(({ node }) => node.validate().map((message) => `[${node.path}] ${message}`));
  if (messages.length > 0) throw new Error(`Validation failed with the following errors:\n  ${messages.join('\n  ')}`);
}

/** cdk8s looks at the whole app again for every chart that it asks. Once more is enough, for what validations have added. */
function settle(app: App, seen: IConstruct[]): void {
  const constructs = app.node.findAll();
  addImpliedDependencies(constructs);
  if (constructs.length !== seen.length) validate(app, constructs);
}

function write(app: App, folder: OutputFolder, charts: Chart[], numbered: boolean): void {
  const toYaml = yamlWriter();
  for (const output of outputsOf(app, charts, numbered)) {
    if ('folder' in output) folder.makeFolder(output.folder);
    else folder.write(output.file + app.outputFileExtension, toYaml(output.manifests));
  }
  if ((app as unknown as Recording).recordConstructMetadata) folder.write('construct-metadata.json', renderPaths(app));
}

/** Where in the app each object was made, for the cdk8s CLI. */
function renderPaths(app: App): string {
  const resources: { [name: string]: { path: string } } = {};
  for (const { name, node } of app.charts.flatMap(chartObjects)) resources[name] = { path: node.path };
  return JSON.stringify({ version: '1.0.0', resources });
}
