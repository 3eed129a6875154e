import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type * as Cdk8s from 'cdk8s';
import * as fc from 'fast-check';
import { CDK8S_VERSIONS } from './cdk8s-versions';
import { anyRecipe, type Recipe } from './recipe';
import { makeApp } from './recipe-app';

let scratch: string;

beforeAll(() => { scratch = mkdtempSync(join(tmpdir(), 'same-')); });
afterAll(() => rmSync(scratch, { recursive: true }));

/** What a call leaves behind: its result or how it fails, and every file and folder. */
interface Left {
  readonly result?: unknown;
  readonly error?: string;
  readonly files: { [path: string]: string };
}

function leftBy(call: (outdir: string) => unknown): Left {
  const outdir = mkdtempSync(join(scratch, 'out-'));
  try {
    return { result: call(outdir), files: readTree(outdir) };
  } catch (error) {
    return { error: `${(error as Error).name}: ${(error as Error).message}`, files: readTree(outdir) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function readTree(folder: string): { [path: string]: string } {
  const paths = readdirSync(folder, { recursive: true }).map((path) => join(folder, path.toString())).sort();
  return Object.fromEntries(paths.map((path) => [relative(folder, path), statSync(path).isDirectory() ? 'a folder' : readFileSync(path, 'utf-8')]));
}

describe.each(CDK8S_VERSIONS)('with $name', (version) => {
  const { cdk8s, library } = version;

  /** Holds what our App leaves against what cdk8s's does, each with an app of its own. */
  function expectSame(recipe: Recipe, use: (app: Cdk8s.App) => unknown): void {
    const [ours, theirs] = [library.App, cdk8s.App].map((AppClass) => leftBy((outdir) => use(makeApp(recipe, version, AppClass, outdir))));
    expect(ours).toEqual(theirs);
  }

  test('any app leaves the same files, or fails alike', () => {
    fc.assert(fc.property(anyRecipe, (recipe) => expectSame(recipe, (app) => app.synth())));
  });

  test('any app gives the same text, or fails alike', () => {
    fc.assert(fc.property(anyRecipe, (recipe) => expectSame(recipe, (app) => app.synthYaml())));
  });

  test('any app leaves the same files when it is synthesized again', () => {
    fc.assert(fc.property(anyRecipe, (recipe) => expectSame(recipe, (app) => {
      app.synth();
      app.synth();
    })));
  });

  test('canaries leave the same files', () => {
    const { Step, Threshold, SmartCanary } = library;
    const steps = [Step.weight(20), Step.pause(cdk8s.Duration.minutes(10)), Step.weight(100), Step.pause(cdk8s.Duration.minutes(10))];
    const [ours, theirs] = [library.App, cdk8s.App].map((AppClass) => leftBy((outdir) => {
      const app = new AppClass({ outdir, recordConstructMetadata: true });
      const [shop, billing] = ['shop', 'billing'].map((service) =>
        new SmartCanary(new cdk8s.Chart(app, service), 'canary', { service, steps, thresholds: [Threshold.successRate(0.95)] }));
      shop.node.addDependency(billing.rollout);
      app.synth();
    }));
    expect(Object.keys(theirs.files)).toEqual(['0000-billing.k8s.yaml', '0001-shop.k8s.yaml', 'construct-metadata.json']);
    expect(ours).toEqual(theirs);
  });

  test('any app has its charts in the same order', () => {
    fc.assert(fc.property(anyRecipe, (recipe) => expectSame(recipe, (app) => app.charts.map(({ node }) => node.path))));
  });
});
