import { App as Cdk8sApp, type Chart } from 'cdk8s';
import type * as Synthesis from './synthesis';

let synthesis: typeof Synthesis | undefined;

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
    return load().chartsOf(this);
  }

  /** Writes all manifests into the output folder. */
  public override synth(): void {
    load().synthesize(this);
  }

  /** Gives all manifests as one YAML text. */
  public override synthYaml(): string {
    return load().synthesizeYaml(this);
  }
}

/** On first use, so that who requires the library for its constructs does not pay for it. */
function load(): typeof Synthesis {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return synthesis ??= require('./synthesis') as typeof Synthesis;
}
