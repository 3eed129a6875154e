import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App } from 'cdk8s';
import { stringify } from 'yaml';
import { EXAMPLES, exampleNames } from '../../scripts/examples';
import { type ControllerField, type SmartCanary } from '../../src';

const PAGE = readFileSync(join(__dirname, '../../docs/gitops.md'), 'utf-8');

/** The YAML that follows the heading of an example. */
function shownFor(name: string): string | undefined {
  const section = PAGE.split(`\n### [${name}](../examples/${name}/main.ts)\n`)[1]?.split(/\n##/)[0];
  return /```yaml\n([^]*?)```/.exec(section ?? '')?.[1];
}

/** The canaries of an example, whose app is built and not written. */
function canariesOf(name: string): SmartCanary[] {
  const apps: App[] = [];
  jest.isolateModules(() => {
    const synth = jest.spyOn(jest.requireActual('cdk8s').App.prototype, 'synth').mockImplementation(function (this: App) {
      apps.push(this);
    });
    jest.requireActual(join(EXAMPLES, name, 'main.ts'));
    synth.mockRestore();
  });
  return apps.flatMap((app) => app.node.findAll()).filter((construct) => 'controllerFields' in construct) as SmartCanary[];
}

/** The part of an Application that leaves these fields alone. */
function applicationFor(fields: ControllerField[]): string {
  const ignoreDifferences: { jqPathExpressions: string[] }[] = [];
  for (const [index, { group, kind, name, namespace, jqPathExpression }] of fields.entries()) {
    const before = fields[index - 1];
    if (before?.kind === kind && before.name === name) ignoreDifferences.at(-1)!.jqPathExpressions.push(jqPathExpression);
    else ignoreDifferences.push(Object.assign({ group, kind, name }, namespace && { namespace }, { jqPathExpressions: [jqPathExpression] }));
  }
  return stringify({ spec: { syncPolicy: { syncOptions: ['RespectIgnoreDifferences=true'] }, ignoreDifferences } }, { lineWidth: 0 });
}

test('docs/gitops.md has a heading for each example', () => {
  const headings = [...PAGE.matchAll(/^### \[(.+?)\]/gm)].map(([, name]) => name);
  expect(headings).toEqual(exampleNames());
});

test.each(exampleNames())('docs/gitops.md shows the rules that follow from the controllerFields of %s', (name) => {
  const fields = canariesOf(name).flatMap(({ controllerFields }) => controllerFields);
  expect(fields).not.toHaveLength(0);
  expect(shownFor(name)).toBe(applicationFor(fields));
});
