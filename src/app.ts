import { App as Cdk8sApp, Chart } from 'cdk8s';
import { type IConstruct } from 'constructs';
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

/**
 * A cdk8s App whose synth stays linear, with the same output.
 *
 * cdk8s's own validates and resolves the whole app once for every chart. This one does so once, and writes each file as a whole or not at all.
 * Everything in this library works with cdk8s's App, too.
 *
 * @see https://cdk8s.io/docs/latest/basics/app/
 */
export class App extends Cdk8sApp {
  /** All charts of this app, each after those that it depends on. */
  public override get charts(): Chart[] {
    return dependencyOrder(this).filter(Chart.isChart);
  }

  /** Writes all manifests into the output folder. */
  public override synth(): void {
    const folder = new OutputFolder(this.outdir);
    try {
      const constructs = this.node.findAll();
      validate(constructs);
      const numbered = addImpliedDependencies(constructs);
      const charts = this.charts;
      if (charts.length > 0 && asksCharts(this.yamlOutputType)) this.settle(constructs);
      this.write(folder, charts, numbered);
    } finally {
      folder.close();
    }
  }

  /** Gives all manifests as one YAML text. */
  public override synthYaml(): string {
    const constructs = this.node.findAll();
    addImpliedDependencies(constructs);
    validate(constructs);
    const charts = this.charts;
    if (charts.length > 0) this.settle(constructs);
    return yamlWriter()(charts.flatMap(chartManifests));
  }

  /** cdk8s looks at the whole app again for every chart that it asks. Once more is enough, for what validations have added. */
  private settle(seen: IConstruct[]): void {
    const constructs = this.node.findAll();
    addImpliedDependencies(constructs);
    if (constructs.length !== seen.length) validate(constructs);
  }

  private write(folder: OutputFolder, charts: Chart[], numbered: boolean): void {
    const toYaml = yamlWriter();
    for (const output of outputsOf(this, charts, numbered)) {
      if ('folder' in output) folder.makeFolder(output.folder);
      else folder.write(output.file + this.outputFileExtension, toYaml(output.manifests));
    }
    if ((this as unknown as Recording).recordConstructMetadata) folder.write('construct-metadata.json', this.renderPaths());
  }

  /** Where in the app each object was made, for the cdk8s CLI. */
  private renderPaths(): string {
    const resources: { [name: string]: { path: string } } = {};
    for (const { name, node } of this.charts.flatMap(chartObjects)) resources[name] = { path: node.path };
    return JSON.stringify({ version: '1.0.0', resources });
  }
}

function validate(constructs: IConstruct[]): void {
  const messages = constructs.flatMap(({ node }) => node.validate().map((message) => `[${node.path}] ${message}`));
  if (messages.length > 0) throw new Error(`Validation failed with the following errors:\n  ${messages.join('\n  ')}`);
}
